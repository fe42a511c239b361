package io.github.backsight.topology;

import java.util.Arrays;

/// Counts how often a ray from a point meets the border of something: an odd count means that the point lies in it.
final class Hits {
    private long[] hits = new long[256];
    private int count;

    interface Inside {
        void lies(int point, int in);
    }

    void add(int point, int border) {
        if (count == hits.length) {
            hits = Arrays.copyOf(hits, 2 * count);
        }
        hits[count++] = (long) point << 32 | border;
    }

    /// Calls `inside` for each point and each thing that it lies in, in order.
    void forEachOdd(Inside inside) {
        Arrays.sort(hits, 0, count);
        for (int i = 0; i < count; ) {
            int next = i;
            while (next < count && hits[next] == hits[i]) {
                next++;
            }
            if ((next - i) % 2 != 0) {
                inside.lies((int) (hits[i] >>> 32), (int) hits[i]);
            }
            i = next;
        }
    }
}
