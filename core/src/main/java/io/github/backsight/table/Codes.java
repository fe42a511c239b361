package io.github.backsight.table;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// The codes of a column's cells, row after row, to the first `count` of them. Not changed by what is appended to the
/// [Appender] that they come from, so threads may share them.
///
/// Layout: the code of row `r` is number `r % PAGE` in page `pages[r / PAGE]`, of as many bytes as the highest code of
/// that page needs: one, two or four, signed. Pages are never copied, and all pages that are blank throughout are the
/// same one: fresh memory is what reading a table of many columns waits for.
record Codes(byte[][] pages, int count) {
    private static final int PAGE = 4096;
    private static final VarHandle SHORTS =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.nativeOrder());
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());
    private static final byte[] BLANK = new byte[PAGE];

    static {
        Arrays.fill(BLANK, (byte) Column.BLANK);
    }

    static Codes of(int[] codes) {
        var appender = new Appender();
        for (int code : codes) {
            appender.append(code);
        }
        return appender.soFar();
    }

    int at(int row) {
        return at(pages[row / PAGE], row % PAGE);
    }

    private static int at(byte[] page, int place) {
        return switch (page.length / PAGE) {
            case Byte.BYTES -> page[place];
            case Short.BYTES -> (short) SHORTS.get(page, Short.BYTES * place);
            default -> (int) INTS.get(page, Integer.BYTES * place);
        };
    }

    private static byte[] page(int[] codes, int count) {
        int highest = 0;
        for (int place = 0; place < count; place++) {
            highest = Math.max(highest, codes[place]);
        }
        if (highest <= Byte.MAX_VALUE) {
            byte[] page = new byte[PAGE];
            for (int place = 0; place < count; place++) {
                page[place] = (byte) codes[place];
            }
            return page;
        }
        boolean isShort = highest <= Short.MAX_VALUE;
        byte[] page = new byte[(isShort ? Short.BYTES : Integer.BYTES) * PAGE];
        for (int place = 0; place < count; place++) {
            if (isShort) {
                SHORTS.set(page, Short.BYTES * place, (short) codes[place]);
            } else {
                INTS.set(page, Integer.BYTES * place, codes[place]);
            }
        }
        return page;
    }

    /// Collects codes, row after row. For one thread.
    static final class Appender {
        private byte[][] pages = new byte[4][];
        private int[] underWay = new int[16];
        private int count;

        int count() {
            return count;
        }

        int at(int row) {
            return row / PAGE < count / PAGE ? Codes.at(pages[row / PAGE], row % PAGE) : underWay[row % PAGE];
        }

        void append(int code) {
            int place = count % PAGE;
            if (place == underWay.length) {
                underWay = Arrays.copyOf(underWay, PAGE);
            }
            underWay[place] = code;
            if (++count % PAGE == 0) {
                turn(page(underWay, PAGE));
            }
        }

        /// Appends blanks until there are `rows`.
        void fillTo(int rows) {
            while (count < rows) {
                if (count % PAGE == 0 && rows - count >= PAGE) {
                    count += PAGE;
                    turn(BLANK);
                } else {
                    append(Column.BLANK);
                }
            }
        }

        Codes soFar() {
            if (count % PAGE == 0) {
                return new Codes(pages, count);
            }
            byte[][] withLast = Arrays.copyOf(pages, count / PAGE + 1);
            withLast[count / PAGE] = page(underWay, count % PAGE);
            return new Codes(withLast, count);
        }

        private void turn(byte[] page) {
            int number = count / PAGE - 1;
            if (number == pages.length) {
                pages = Arrays.copyOf(pages, number * 2);
            }
            pages[number] = page;
        }
    }
}
