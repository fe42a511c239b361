package io.github.backsight.tile;

/// Finds the hot points whose cells one segment passes through, in the order of its walk. Used by one thread.
final class PassedPixels {
    private static final int SIDE_BITS = 3;
    private static final int LAST = 7;
    private static final long FIRST_ROW = 0xFF;
    private static final long FIRST_COLUMN = 0x0101010101010101L;

    private final HotPixels hot;
    private final int shift;
    private final int half;
    private final Longs blocks = new Longs(64);
    /// The points found, each `y << 32 | x`.
    private final Longs passed = new Longs(256);
    /// The segment, and the grid points at the sides of its box.
    private int x0;

    private int y0;
    private int x1;
    private int y1;
    private int west;
    private int north;
    private int east;
    private int south;

    /// @param shift the bits of a coordinate below the grid, as [ZoomGrid#shift] says
    PassedPixels(HotPixels hot, int shift) {
        this.hot = hot;
        this.shift = shift;
        this.half = 1 << (shift - 1);
    }

    /// {@return how many points there are, to be asked for by [#x] and [#y] until the next call}
    int along(int fromX, int fromY, int toX, int toY) {
        x0 = fromX;
        y0 = fromY;
        x1 = toX;
        y1 = toY;
        west = (Math.min(x0, x1) + half) >> shift;
        north = (Math.min(y0, y1) + half) >> shift;
        east = (Math.max(x0, x1) + half) >> shift;
        south = (Math.max(y0, y1) + half) >> shift;
        passed.clear();
        if (west == east && north == south) {
            passed.add(Buckets.key(west, north));
            return 1;
        }
        Buckets.along(x0 + half, y0 + half, x1 + half, y1 + half, shift + HotPixels.BLOCK_BITS, blocks);
        for (int i = 0; i < blocks.size; i++) {
            long block = blocks.items[i];
            int square = hot.block(block);
            if (square != HotPixels.NONE) {
                int x = (int) block << HotPixels.BLOCK_BITS;
                int y = (int) (block >>> 32) << HotPixels.BLOCK_BITS;
                collect(HotPixels.TOP, square, x, y);
            }
        }
        sort(Integer.signum(x1 - x0), Integer.signum(y1 - y0));
        return passed.size;
    }

    int x(int number) {
        return (int) passed.items[number];
    }

    int y(int number) {
        return (int) (passed.items[number] >>> 32);
    }

    /// Collects the passed points of a square that begins at point (`left`, `top`).
    private void collect(int level, int square, int left, int top) {
        int bits = level * SIDE_BITS;
        int extent = 1 << (bits + shift);
        long inside = hot.inside(level, square)
                & between((west - left) >> bits, (north - top) >> bits, (east - left) >> bits, (south - top) >> bits);
        for (; inside != 0; inside &= inside - 1) {
            int bit = Long.numberOfTrailingZeros(inside);
            int x = left + ((bit & LAST) << bits);
            int y = top + ((bit >> SIDE_BITS) << bits);
            int cellX = (x << shift) - half;
            int cellY = (y << shift) - half;
            if (passes(x0, y0, x1, y1, cellX, cellY, cellX + extent, cellY + extent)) {
                if (level == 0) {
                    passed.add(Buckets.key(x, y));
                } else {
                    collect(level - 1, hot.square(level, square, bit), x, y);
                }
            }
        }
    }

    /// {@return the bits for the columns `first` to `last` and the rows `top` to `bottom`, as far as they are 0 to 7}
    private static long between(int first, int top, int last, int bottom) {
        if (first > LAST || last < 0 || top > LAST || bottom < 0) {
            return 0;
        }
        long row = (FIRST_ROW << Math.max(0, first)) & (FIRST_ROW >>> (LAST - Math.min(LAST, last)));
        long above = -1L << (Math.max(0, top) << SIDE_BITS);
        long below = -1L >>> ((LAST - Math.min(LAST, bottom)) << SIDE_BITS);
        return (row * FIRST_COLUMN) & above & below;
    }

    /// {@return whether a segment has a point with `left <= x < right` and `top <= y < bottom`}
    ///
    /// Three ranges of the segment's parameter must have a common value: 0 to 1, where x is inside, where y is
    /// inside; they have one when each two have. Exact: products are below 2^61.
    static boolean passes(int x0, int y0, int x1, int y1, int left, int top, int right, int bottom) {
        if (Math.max(x0, x1) < left
                || Math.min(x0, x1) >= right
                || Math.max(y0, y1) < top
                || Math.min(y0, y1) >= bottom) {
            return false;
        }
        long dx = (long) x1 - x0;
        long dy = (long) y1 - y0;
        if (dx == 0 || dy == 0) {
            return true;
        }
        long enterX = dx > 0 ? left - (long) x0 : (long) x0 - right;
        long leaveX = dx > 0 ? right - (long) x0 : (long) x0 - left;
        long enterY = dy > 0 ? top - (long) y0 : (long) y0 - bottom;
        long leaveY = dy > 0 ? bottom - (long) y0 : (long) y0 - top;
        long width = Math.abs(dx);
        long height = Math.abs(dy);
        long early = leaveY * width - enterX * height;
        long late = leaveX * height - enterY * width;
        // A value at an end of both ranges counts only where both ends belong to them: lower sides of cells do.
        boolean meetEarly = (dx > 0 && dy < 0) ? early >= 0 : early > 0;
        boolean meetLate = (dy > 0 && dx < 0) ? late >= 0 : late > 0;
        return meetEarly && meetLate;
    }

    /// Points along a segment never turn back in x or in y, so the sum of both in its direction sorts them.
    private void sort(int stepX, int stepY) {
        for (int i = 1; i < passed.size; i++) {
            long point = passed.items[i];
            long place = place(point, stepX, stepY);
            int j = i - 1;
            while (j >= 0 && place(passed.items[j], stepX, stepY) > place) {
                passed.items[j + 1] = passed.items[j];
                j--;
            }
            passed.items[j + 1] = point;
        }
    }

    private static long place(long point, int stepX, int stepY) {
        return (long) stepX * (int) point + (long) stepY * (int) (point >>> 32);
    }
}
