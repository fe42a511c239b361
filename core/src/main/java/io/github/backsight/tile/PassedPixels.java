package io.github.backsight.tile;

/// Finds the hot points whose cells one segment passes through, in the order of its walk. Used by one thread.
final class PassedPixels {
    private final HotPixels hot;
    private final int shift;
    private final int half;
    private final Longs buckets = new Longs(64);
    private final Longs near = new Longs(256);

    /// @param shift the bits of a coordinate below the grid, as [ZoomGrid#shift] says
    PassedPixels(HotPixels hot, int shift) {
        this.hot = hot;
        this.shift = shift;
        this.half = 1 << (shift - 1);
    }

    /// {@return how many points there are, to be asked for by [#pixel] until the next call}
    int along(int x0, int y0, int x1, int y1) {
        int column = (x0 + half) >> shift;
        int row = (y0 + half) >> shift;
        if (column == (x1 + half) >> shift && row == (y1 + half) >> shift) {
            near.clear();
            near.add(HotPixels.key(column, row));
            return 1;
        }
        Buckets.along(x0 + half, y0 + half, x1 + half, y1 + half, shift + HotPixels.BUCKET_BITS, buckets);
        near.clear();
        for (int i = 0; i < buckets.size; i++) {
            hot.collect(buckets.items[i], near);
        }
        keepPassed(x0, y0, x1, y1);
        sort(Integer.signum(x1 - x0), Integer.signum(y1 - y0));
        return near.size;
    }

    /// {@return the point with this number, as [HotPixels] codes it}
    long pixel(int number) {
        return near.items[number];
    }

    private void keepPassed(int x0, int y0, int x1, int y1) {
        int kept = 0;
        for (int i = 0; i < near.size; i++) {
            long key = near.items[i];
            int left = (HotPixels.x(key) << shift) - half;
            int top = (HotPixels.y(key) << shift) - half;
            if (passes(x0, y0, x1, y1, left, top, left + 2 * half, top + 2 * half)) {
                near.items[kept++] = key;
            }
        }
        near.size = kept;
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
        for (int i = 1; i < near.size; i++) {
            long key = near.items[i];
            long place = place(key, stepX, stepY);
            int j = i - 1;
            while (j >= 0 && place(near.items[j], stepX, stepY) > place) {
                near.items[j + 1] = near.items[j];
                j--;
            }
            near.items[j + 1] = key;
        }
    }

    private static long place(long key, int stepX, int stepY) {
        return (long) stepX * HotPixels.x(key) + (long) stepY * HotPixels.y(key);
    }
}
