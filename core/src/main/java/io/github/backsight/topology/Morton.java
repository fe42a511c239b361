package io.github.backsight.topology;

/// Codes of places in which the bits of y and x take turns, so that the places of a square cell whose side is a power
/// of two have codes in a row (Morton 1966).
final class Morton {
    private static final int DIGIT_BITS = 11;
    private static final int DIGITS = 6;

    private Morton() {}

    /// @param x 0 to 2^31 - 1
    /// @param y 0 to 2^31 - 1
    static long code(int x, int y) {
        return spread(x) | spread(y) << 1;
    }

    static int x(long code) {
        return gather(code);
    }

    static int y(long code) {
        return gather(code >>> 1);
    }

    private static long spread(int value) {
        long bits = value;
        bits = (bits | bits << 16) & 0x0000FFFF0000FFFFL;
        bits = (bits | bits << 8) & 0x00FF00FF00FF00FFL;
        bits = (bits | bits << 4) & 0x0F0F0F0F0F0F0F0FL;
        bits = (bits | bits << 2) & 0x3333333333333333L;
        return (bits | bits << 1) & 0x5555555555555555L;
    }

    private static int gather(long code) {
        long bits = code & 0x5555555555555555L;
        bits = (bits | bits >>> 1) & 0x3333333333333333L;
        bits = (bits | bits >>> 2) & 0x0F0F0F0F0F0F0F0FL;
        bits = (bits | bits >>> 4) & 0x00FF00FF00FF00FFL;
        bits = (bits | bits >>> 8) & 0x0000FFFF0000FFFFL;
        return (int) (bits | bits >>> 16);
    }

    /// Sorts `codes`, and `ids` with them; equal codes keep their order. By digits, lowest first.
    static void sort(long[] codes, int[] ids) {
        long[] fromCodes = codes;
        int[] fromIds = ids;
        long[] toCodes = new long[codes.length];
        int[] toIds = new int[ids.length];
        // An even number of passes, so that the last one ends in the arrays that were given.
        for (int digit = 0; digit < DIGITS; digit++) {
            int shift = digit * DIGIT_BITS;
            int[] next = starts(fromCodes, shift);
            for (int i = 0; i < fromCodes.length; i++) {
                int at = next[digit(fromCodes[i], shift)]++;
                toCodes[at] = fromCodes[i];
                toIds[at] = fromIds[i];
            }
            long[] swapCodes = fromCodes;
            int[] swapIds = fromIds;
            fromCodes = toCodes;
            fromIds = toIds;
            toCodes = swapCodes;
            toIds = swapIds;
        }
    }

    private static int digit(long code, int shift) {
        return (int) (code >>> shift) & ((1 << DIGIT_BITS) - 1);
    }

    private static int[] starts(long[] codes, int shift) {
        int[] starts = new int[1 << DIGIT_BITS];
        for (long code : codes) {
            starts[digit(code, shift)]++;
        }
        int sum = 0;
        for (int i = 0; i < starts.length; i++) {
            int count = starts[i];
            starts[i] = sum;
            sum += count;
        }
        return starts;
    }
}
