package io.github.backsight.tile;

import java.util.Arrays;

/// Rings of grid points under construction, open to the hot loops of this package. Used by one thread.
///
/// Ring `r` owns points `start[r]` (inclusive) to `start[r + 1]` (exclusive) of `x` and `y`; rings are open (the
/// first point is not repeated) and have no point twice in a row. The points from `start[rings]` on are of the
/// ring that is being added.
final class RingBuffer {
    int[] x = new int[256];
    int[] y = new int[256];
    int[] start = new int[16];
    int rings;
    int points;

    void clear() {
        rings = 0;
        points = 0;
    }

    /// Adds a point to the ring under construction.
    void point(int pointX, int pointY) {
        if (points > start[rings] && x[points - 1] == pointX && y[points - 1] == pointY) {
            return;
        }
        if (points == x.length) {
            x = Arrays.copyOf(x, points * 2);
            y = Arrays.copyOf(y, points * 2);
        }
        x[points] = pointX;
        y[points++] = pointY;
    }

    /// Ends the ring under construction; with fewer than three points it is no ring and is forgotten.
    void close() {
        int first = start[rings];
        while (points > first + 1 && x[points - 1] == x[first] && y[points - 1] == y[first]) {
            points--;
        }
        if (points - first < 3) {
            points = first;
            return;
        }
        if (rings + 2 > start.length) {
            start = Arrays.copyOf(start, start.length * 2);
        }
        start[++rings] = points;
    }

    /// Fills this buffer with the rings of `source`, every point moved to the nearest one in a box.
    ///
    /// For the points inside the box, rings wind around them as before (the move is a retraction), as long as no
    /// line crosses a side of the box; only the sides of the box themselves may be walked to and fro. Of several
    /// points in a row on one side the inner ones are left out.
    void clamped(RingBuffer source, int left, int top, int right, int bottom) {
        clear();
        for (int ring = 0; ring < source.rings; ring++) {
            for (int i = source.start[ring]; i < source.start[ring + 1]; i++) {
                int pointX = Math.clamp(source.x[i], left, right);
                int pointY = Math.clamp(source.y[i], top, bottom);
                int last = points - 1;
                if (last > start[rings]
                        && (onSide(x[last - 1], x[last], pointX, left, right)
                                || onSide(y[last - 1], y[last], pointY, top, bottom))) {
                    points--;
                }
                point(pointX, pointY);
            }
            close();
        }
    }

    private static boolean onSide(int one, int other, int third, int low, int high) {
        return one == other && other == third && (one == low || one == high);
    }
}
