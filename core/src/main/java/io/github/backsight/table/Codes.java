package io.github.backsight.table;

import java.util.Arrays;

/// The codes of a column's cells, row after row, to the first `count` of them. Not changed by what is appended to the
/// [Appender] that they come from, so threads may share them.
///
/// Layout: the code of row `r` is `pages[r / PAGE][r % PAGE]`. Pages are never copied, and all pages that are blank
/// throughout are the same one: fresh memory is what reading a table of many columns waits for.
record Codes(int[][] pages, int count) {
    private static final int PAGE = 4096;
    private static final int[] BLANK = new int[PAGE];

    static {
        Arrays.fill(BLANK, Column.BLANK);
    }

    static Codes of(int[] codes) {
        var appender = new Appender();
        for (int code : codes) {
            appender.append(code);
        }
        return appender.soFar();
    }

    int at(int row) {
        return pages[row / PAGE][row % PAGE];
    }

    /// Collects codes, row after row. For one thread.
    static final class Appender {
        private int[][] pages = new int[4][];
        private int count;

        int count() {
            return count;
        }

        int at(int row) {
            return pages[row / PAGE][row % PAGE];
        }

        void append(int code) {
            if (count % PAGE == 0) {
                turn(new int[PAGE]);
            }
            pages[count / PAGE][count % PAGE] = code;
            count++;
        }

        /// Appends blanks until there are `rows`.
        void fillTo(int rows) {
            while (count < rows) {
                if (count % PAGE == 0 && rows - count >= PAGE) {
                    turn(BLANK);
                    count += PAGE;
                } else {
                    append(Column.BLANK);
                }
            }
        }

        Codes soFar() {
            return new Codes(pages, count);
        }

        private void turn(int[] page) {
            int number = count / PAGE;
            if (number == pages.length) {
                pages = Arrays.copyOf(pages, number * 2);
            }
            pages[number] = page;
        }
    }
}
