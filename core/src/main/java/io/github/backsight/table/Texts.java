package io.github.backsight.table;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.RandomAccess;

/// Texts in few arrays: as a string each is two objects, which take three times as much memory as
/// ids and numbers do here.
///
/// A string is made anew each time that one is asked for. Immutable; threads may share it.
///
/// Layout: texts `PAGE * p` to `PAGE * p + PAGE - 1` lie one after the other in `pages[p]`, as
/// UTF-8. Text `t` ends there before `ends[t]`, and begins where the one before it in its page ends.
public final class Texts extends AbstractList<String> implements RandomAccess, Serializable, TextIndex.Holder {
    private static final long serialVersionUID = 1;
    private static final int PAGE = 64;

    private final byte[][] pages;
    private final int[] ends;
    private final int size;

    private Texts(byte[][] pages, int[] ends, int size) {
        this.pages = pages;
        this.ends = ends;
        this.size = size;
    }

    /// {@return the same texts, in their order}
    public static Texts of(Collection<String> texts) {
        return texts instanceof Texts same ? same : joined(List.of(texts));
    }

    /// {@return all texts of `parts`, one part after the other}
    public static Texts joined(List<? extends Collection<String>> parts) {
        var all = new Appender();
        for (var part : parts) {
            for (var text : part) {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                all.add(bytes, bytes.length);
            }
        }
        return all.soFar();
    }

    @Override
    public String get(int text) {
        if (text < 0 || text >= size) {
            throw new IndexOutOfBoundsException("text " + text + " of " + size);
        }
        int begin = begin(ends, text);
        return new String(pages[text / PAGE], begin, ends[text] - begin, StandardCharsets.UTF_8);
    }

    @Override
    public int size() {
        return size;
    }

    /// {@return the text in UTF-8}
    byte[] bytes(int text) {
        return Arrays.copyOfRange(pages[text / PAGE], begin(ends, text), ends[text]);
    }

    @Override
    public boolean holds(int text, byte[] other, int length) {
        return holds(pages[text / PAGE], ends, text, other, length);
    }

    private static int begin(int[] ends, int text) {
        return text % PAGE == 0 ? 0 : ends[text - 1];
    }

    private static boolean holds(byte[] page, int[] ends, int text, byte[] other, int length) {
        return Arrays.equals(page, begin(ends, text), ends[text], other, 0, length);
    }

    /// Collects texts. For one thread; what it gave is not changed by what is added.
    static final class Appender implements TextIndex.Holder {
        private byte[][] pages = new byte[4][];
        private byte[] underWay = new byte[256];
        private int[] ends = new int[PAGE];
        private int size;

        int size() {
            return size;
        }

        /// Adds the text that the first `length` of `bytes` are in UTF-8.
        void add(byte[] bytes, int length) {
            int begin = begin(ends, size);
            if (begin + length > underWay.length) {
                underWay = Arrays.copyOf(underWay, Math.max(begin + length, underWay.length * 2));
            }
            System.arraycopy(bytes, 0, underWay, begin, length);
            if (size == ends.length) {
                ends = Arrays.copyOf(ends, size + (size >> 1));
            }
            ends[size++] = begin + length;
            if (size % PAGE == 0) {
                turn(begin + length);
            }
        }

        private void turn(int filled) {
            int number = size / PAGE - 1;
            if (number == pages.length) {
                pages = Arrays.copyOf(pages, number + (number >> 1));
            }
            pages[number] = Arrays.copyOf(underWay, filled);
        }

        /// {@return the text in UTF-8}
        byte[] bytes(int text) {
            return Arrays.copyOfRange(page(text), begin(ends, text), ends[text]);
        }

        @Override
        public boolean holds(int text, byte[] other, int length) {
            return Texts.holds(page(text), ends, text, other, length);
        }

        private byte[] page(int text) {
            return text / PAGE < size / PAGE ? pages[text / PAGE] : underWay;
        }

        Texts soFar() {
            int whole = size / PAGE;
            if (size % PAGE == 0) {
                return new Texts(pages, ends, size);
            }
            byte[][] withLast = Arrays.copyOf(pages, whole + 1);
            withLast[whole] = Arrays.copyOf(underWay, ends[size - 1]);
            return new Texts(withLast, ends, size);
        }
    }
}
