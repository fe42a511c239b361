package io.github.backsight.tile;

/// A square net over the plane, to look up what is near a segment. A bucket's key is its row (upper half of a
/// long) and column (lower half).
final class Buckets {
    private Buckets() {}

    static long key(int column, int row) {
        return ((long) row << 32) | column;
    }

    /// Collects the buckets of `1 << shift` units that the segment from (x0, y0) to (x1, y1) passes through,
    /// perhaps with some next to it; coordinates are not negative.
    static void along(int x0, int y0, int x1, int y1, int shift, Longs keys) {
        keys.clear();
        int firstColumn = Math.min(x0, x1) >> shift;
        int lastColumn = Math.max(x0, x1) >> shift;
        int firstRow = Math.min(y0, y1) >> shift;
        int lastRow = Math.max(y0, y1) >> shift;
        boolean small = firstColumn == lastColumn || firstRow == lastRow;
        double slope = small ? 0 : (double) (y1 - y0) / (x1 - x0);
        for (int column = firstColumn; column <= lastColumn; column++) {
            int top = firstRow;
            int bottom = lastRow;
            if (!small) {
                double one = y0 + ((double) ((long) column << shift) - x0) * slope;
                double other = y0 + ((double) ((column + 1L) << shift) - x0) * slope;
                // One unit of room: far more than the doubles can be wrong.
                top = Math.max(top, (int) (Math.floor(Math.min(one, other)) - 1) >> shift);
                bottom = Math.min(bottom, (int) (Math.ceil(Math.max(one, other)) + 1) >> shift);
            }
            for (int row = top; row <= bottom; row++) {
                keys.add(key(column, row));
            }
        }
    }

    /// {@return a well-spread number from 0 to `mask` for a key}
    static int spread(long key, int mask) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        return (int) ((mixed >>> 32) ^ (mixed >>> 52)) & mask;
    }
}
