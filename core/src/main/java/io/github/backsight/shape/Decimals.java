package io.github.backsight.shape;

/// Decimal numbers straight to the grid of [io.github.backsight.geom.Degrees], without a double between.
final class Decimals {
    /// What [#toGrid] says of a number that the grid cannot give back exactly.
    static final long OFF_GRID = Long.MIN_VALUE;

    private static final int PLACES = 7;
    private static final int MOST_WHOLE_DIGITS = 9;
    private static final long[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000};

    private Decimals() {}

    /// {@return the number in ten-millionths, or [#OFF_GRID] if it is finer, has an exponent or very many digits}
    static long toGrid(char[] text, int offset, int length) {
        int end = offset + length;
        boolean negative = length > 0 && text[offset] == '-';
        int begin = negative ? offset + 1 : offset;
        int i = begin;
        long value = 0;
        for (; i < end && isDigit(text[i]); i++) {
            value = value * 10 + (text[i] - '0');
        }
        if (i - begin > MOST_WHOLE_DIGITS) {
            return OFF_GRID;
        }
        int places = 0;
        if (i < end && text[i] == '.') {
            for (i++; i < end && isDigit(text[i]); i++) {
                if (places < PLACES) {
                    value = value * 10 + (text[i] - '0');
                    places++;
                } else if (text[i] != '0') {
                    return OFF_GRID;
                }
            }
        }
        if (i < end) {
            return OFF_GRID;
        }
        value *= POWERS[PLACES - places];
        return negative ? -value : value;
    }

    private static boolean isDigit(char letter) {
        return letter >= '0' && letter <= '9';
    }
}
