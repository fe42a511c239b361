package io.github.backsight.tile;

import java.util.Arrays;

/// The grid points to which every segment that passes through their cell is bent, with an index by place.
///
/// Layout: `keys` are the points, sorted by bucket (32 x 32 points), each `bucket row, bucket column, row in it,
/// column in it` in 24, 24, 5 and 5 bits. `slotStart[s]` is where the bucket `slotBucket[s]` begins in `keys`;
/// slots are found by hashing with linear probing; an empty slot starts at -1. Immutable; threads may share it.
final class HotPixels {
    static final int BUCKET_BITS = 5;
    private static final int IN_BUCKET = (1 << BUCKET_BITS) - 1;
    private static final int COLUMN_BITS = 24;
    private static final int COLUMN_MASK = (1 << COLUMN_BITS) - 1;

    private final long[] keys;
    private final long[] slotBucket;
    private final int[] slotStart;
    private final int mask;

    /// Takes `keys` as it is, in any order and with repeats; the caller must not keep it.
    HotPixels(long[] keys) {
        Arrays.parallelSort(keys);
        this.keys = withoutRepeats(keys);
        int buckets = 0;
        for (int i = 0; i < this.keys.length; i++) {
            buckets += i == 0 || bucket(this.keys[i]) != bucket(this.keys[i - 1]) ? 1 : 0;
        }
        mask = Integer.highestOneBit(Math.max(8, buckets) * 4) - 1;
        slotBucket = new long[mask + 1];
        slotStart = new int[mask + 1];
        Arrays.fill(slotStart, -1);
        for (int i = 0; i < this.keys.length; i++) {
            if (i == 0 || bucket(this.keys[i]) != bucket(this.keys[i - 1])) {
                int slot = slot(bucket(this.keys[i]));
                slotBucket[slot] = bucket(this.keys[i]);
                slotStart[slot] = i;
            }
        }
    }

    static long key(int x, int y) {
        long bucket = ((long) (y >> BUCKET_BITS) << COLUMN_BITS) | (x >> BUCKET_BITS);
        return (bucket << (2 * BUCKET_BITS)) | ((y & IN_BUCKET) << BUCKET_BITS) | (x & IN_BUCKET);
    }

    static int x(long key) {
        int column = (int) (key >>> (2 * BUCKET_BITS)) & COLUMN_MASK;
        return (column << BUCKET_BITS) | ((int) key & IN_BUCKET);
    }

    static int y(long key) {
        int row = (int) (key >>> (2 * BUCKET_BITS + COLUMN_BITS));
        return (row << BUCKET_BITS) | ((int) (key >>> BUCKET_BITS) & IN_BUCKET);
    }

    /// Appends the points of the bucket in this column and row.
    void collect(long bucketKey, Longs points) {
        long bucket = ((bucketKey >>> 32) << COLUMN_BITS) | (bucketKey & COLUMN_MASK);
        int start = slotStart[slot(bucket)];
        if (start >= 0) {
            for (int i = start; i < keys.length && bucket(keys[i]) == bucket; i++) {
                points.add(keys[i]);
            }
        }
    }

    private int slot(long bucket) {
        int slot = Buckets.spread(bucket, mask);
        while (slotStart[slot] >= 0 && slotBucket[slot] != bucket) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private static long bucket(long key) {
        return key >>> (2 * BUCKET_BITS);
    }

    private static long[] withoutRepeats(long[] sorted) {
        int kept = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (i == 0 || sorted[i] != sorted[i - 1]) {
                sorted[kept++] = sorted[i];
            }
        }
        return Arrays.copyOf(sorted, kept);
    }
}
