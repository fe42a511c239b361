package io.github.backsight.tile;

import java.util.Arrays;

/// The directed lines of one feature in one tile, between vertices of a [VertexIndex]; what the feature covers is
/// on the left of a line in a frame with y up, which is the right on the screen. Used by one thread.
///
/// Line `e` leads from `from[e]` to `to[e]` and stands for `times[e]` equal lines, at least 1.
final class Edges {
    int[] from = new int[256];
    int[] to = new int[256];
    int[] times = new int[256];
    int count;
    private long[] keys = new long[256];

    void clear() {
        count = 0;
    }

    void add(int start, int end, int howOften) {
        if (count == from.length) {
            from = Arrays.copyOf(from, count * 2);
            to = Arrays.copyOf(to, count * 2);
            times = Arrays.copyOf(times, count * 2);
        }
        from[count] = start;
        to[count] = end;
        times[count++] = howOften;
    }

    /// Lets opposite lines cancel each other and joins equal ones. Every line must still stand for itself alone.
    void cancel() {
        if (keys.length < count) {
            keys = new long[from.length];
        }
        for (int e = 0; e < count; e++) {
            long pair = ((long) Math.min(from[e], to[e]) << 31) | Math.max(from[e], to[e]);
            keys[e] = (pair << 1) | (from[e] < to[e] ? 1 : 0);
        }
        int before = count;
        Arrays.sort(keys, 0, before);
        clear();
        int next;
        for (int i = 0; i < before; i = next) {
            long pair = keys[i] >>> 1;
            int net = 0;
            for (next = i; next < before && keys[next] >>> 1 == pair; next++) {
                net += (keys[next] & 1) == 1 ? 1 : -1;
            }
            int low = (int) (pair >>> 31);
            int high = (int) pair & Integer.MAX_VALUE;
            if (net != 0) {
                add(net > 0 ? low : high, net > 0 ? high : low, Math.abs(net));
            }
        }
    }
}
