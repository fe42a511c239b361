package io.github.backsight.table;

import java.util.Arrays;

/// The codes of a column's cells, row after row, to the first `count` of them. Not changed by what is appended to the
/// [Appender] that they come from, so threads may share them.
///
/// Layout: the code of row `r` is number `r % PAGE` in page `pages[r / PAGE]`, an array of bytes, shorts or ints, as
/// the
/// highest code of that page needs. Pages are never copied, and all pages that are blank throughout are the same one:
/// fresh memory is what reading a table of many columns waits for.
record Codes(Object[] pages, int count) {
    private static final int PAGE = 4096;
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

    private static int at(Object page, int place) {
        if (page instanceof byte[] bytes) {
            return bytes[place];
        }
        return page instanceof short[] shorts ? shorts[place] : ((int[]) page)[place];
    }

    private static Object page(int[] codes, int count) {
        int highest = 0;
        for (int place = 0; place < count; place++) {
            highest = Math.max(highest, codes[place]);
        }
        if (highest <= Byte.MAX_VALUE) {
            byte[] page = new byte[count];
            for (int place = 0; place < count; place++) {
                page[place] = (byte) codes[place];
            }
            return page;
        }
        if (highest <= Short.MAX_VALUE) {
            short[] page = new short[count];
            for (int place = 0; place < count; place++) {
                page[place] = (short) codes[place];
            }
            return page;
        }
        return Arrays.copyOf(codes, count);
    }

    /// Collects codes, row after row. For one thread.
    static final class Appender {
        private Object[] pages = new Object[4];
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
            Object[] withLast = Arrays.copyOf(pages, count / PAGE + 1);
            withLast[count / PAGE] = page(underWay, count % PAGE);
            return new Codes(withLast, count);
        }

        private void turn(Object page) {
            int number = count / PAGE - 1;
            if (number == pages.length) {
                pages = Arrays.copyOf(pages, number * 2);
            }
            pages[number] = page;
        }
    }
}
