package io.github.backsight.tile;

import io.github.backsight.parallel.Workers;
import java.math.BigInteger;
import java.util.Arrays;

/// Finds where segments of arcs cross each other inside both, and the grid points whose cells hold these places.
///
/// Clean coverages have no such place; the borders of others do. Runs of segments are looked up in a net of buckets,
/// so time is about linear.
///
/// Layout: bucket slot `s` (hashed with linear probing) holds `entryCount[s]` entries; after [#arrange] those are
/// the runs `entry[entryStart[s]]` and following.
final class Crossings {
    private static final int MOST_BUCKET_SHIFT = 28;

    private final SimplifiedArcs arcs;
    private final ZoomGrid grid;
    private final SegmentRuns runs;
    private final int bucketShift;
    private final Longs found = new Longs(16);
    private final Longs buckets = new Longs(64);
    private final Ints entrySlot = new Ints(1024);
    private final Ints entryRun = new Ints(1024);
    private long[] slotKey = new long[1024];
    private int[] entryCount = new int[1024];
    private int used;

    private Crossings(SimplifiedArcs arcs, ZoomGrid grid, SegmentRuns runs, int bucketShift) {
        this.arcs = arcs;
        this.grid = grid;
        this.runs = runs;
        this.bucketShift = bucketShift;
    }

    /// {@return the grid points, with repeats, as [HotPixels] codes them}
    static Longs find(SimplifiedArcs arcs, ZoomGrid grid, Workers workers) {
        int shift = bucketShift(arcs, grid);
        var runs = new SegmentRuns(arcs, grid, 1 << shift);
        for (int arc = 0; arc < arcs.arcCount(); arc++) {
            runs.add(arc);
        }
        int parts = workers.threads();
        var all = new Longs(16);
        for (var found : workers.inRanges(parts, (from, to) -> {
            var crossings = new Crossings(arcs, grid, runs, shift);
            crossings.gather(from, to, parts);
            crossings.test();
            return crossings.found;
        })) {
            for (int i = 0; i < found.size; i++) {
                all.add(found.items[i]);
            }
        }
        return all;
    }

    /// A bucket is about eight times as wide as segments are long: a run fits.
    private static int bucketShift(SimplifiedArcs arcs, ZoomGrid grid) {
        long length = 0;
        long count = 1;
        for (int arc = 0; arc < arcs.arcCount(); arc++) {
            for (int v = arcs.start[arc]; v + 1 < arcs.start[arc + 1]; v++) {
                length += Math.max(Math.abs(arcs.x[v + 1] - arcs.x[v]), Math.abs(arcs.y[v + 1] - arcs.y[v]));
                count++;
            }
        }
        return Math.clamp(64 - Long.numberOfLeadingZeros(4 * length / count), grid.shift(), MOST_BUCKET_SHIFT);
    }

    /// Enters the runs into the buckets of every row that falls to the parts `from` to `to` of `parts`.
    private void gather(int from, int to, int parts) {
        for (int run = 0; run < runs.count(); run++) {
            collectBuckets(run);
            if (run % parts >= from && run % parts < to) {
                testWithin(run);
            }
            for (int i = 0; i < buckets.size; i++) {
                int part = (int) (buckets.items[i] >>> 32) % parts;
                if (part >= from && part < to) {
                    enter(buckets.items[i], run);
                }
            }
        }
    }

    private void collectBuckets(int run) {
        if (runs.isLong(run)) {
            int v = runs.first.get(run);
            Buckets.along(arcs.x[v], arcs.y[v], arcs.x[v + 1], arcs.y[v + 1], bucketShift, buckets);
            return;
        }
        buckets.clear();
        for (int row = runs.north.get(run) >> bucketShift; row <= runs.south.get(run) >> bucketShift; row++) {
            for (int column = runs.west.get(run) >> bucketShift;
                    column <= runs.east.get(run) >> bucketShift;
                    column++) {
                buckets.add(Buckets.key(column, row));
            }
        }
    }

    private void enter(long bucket, int run) {
        if (used * 2 > slotKey.length) {
            grow();
        }
        int slot = slot(bucket);
        if (entryCount[slot]++ == 0) {
            slotKey[slot] = bucket;
            used++;
        }
        entrySlot.add(slot);
        entryRun.add(run);
    }

    private int slot(long bucket) {
        int slot = Buckets.spread(bucket, slotKey.length - 1);
        while (entryCount[slot] > 0 && slotKey[slot] != bucket) {
            slot = (slot + 1) & (slotKey.length - 1);
        }
        return slot;
    }

    private void grow() {
        long[] oldKey = slotKey;
        int[] oldCount = entryCount;
        slotKey = new long[oldKey.length * 2];
        entryCount = new int[oldKey.length * 2];
        int[] moved = new int[oldKey.length];
        for (int old = 0; old < oldKey.length; old++) {
            if (oldCount[old] > 0) {
                int slot = slot(oldKey[old]);
                slotKey[slot] = oldKey[old];
                entryCount[slot] = oldCount[old];
                moved[old] = slot;
            }
        }
        for (int i = 0; i < entrySlot.size; i++) {
            entrySlot.items[i] = moved[entrySlot.items[i]];
        }
    }

    /// Sorts the entries by slot, counting.
    private int[] arrange(int[] start) {
        for (int slot = 0; slot < entryCount.length; slot++) {
            start[slot + 1] = start[slot] + entryCount[slot];
        }
        int[] next = Arrays.copyOf(start, entryCount.length);
        int[] entry = new int[entryRun.size];
        for (int i = 0; i < entryRun.size; i++) {
            entry[next[entrySlot.items[i]]++] = entryRun.items[i];
        }
        return entry;
    }

    private void test() {
        int[] start = new int[entryCount.length + 1];
        int[] entry = arrange(start);
        for (int slot = 0; slot < entryCount.length; slot++) {
            for (int i = start[slot]; i < start[slot + 1]; i++) {
                for (int j = i + 1; j < start[slot + 1]; j++) {
                    testRuns(entry[i], entry[j]);
                }
            }
        }
    }

    private void testRuns(int one, int other) {
        if (runs.east.get(one) > runs.west.get(other)
                && runs.east.get(other) > runs.west.get(one)
                && runs.south.get(one) > runs.north.get(other)
                && runs.south.get(other) > runs.north.get(one)) {
            for (int a = runs.first.get(one); a < runs.end.get(one); a++) {
                if (reaches(a, other)) {
                    for (int c = runs.first.get(other); c < runs.end.get(other); c++) {
                        test(a, c);
                    }
                }
            }
        }
    }

    private void testWithin(int run) {
        for (int a = runs.first.get(run); a < runs.end.get(run); a++) {
            for (int c = a + 2; c < runs.end.get(run); c++) {
                test(a, c);
            }
        }
    }

    private boolean reaches(int v, int run) {
        return Math.max(arcs.x[v], arcs.x[v + 1]) > runs.west.get(run)
                && Math.min(arcs.x[v], arcs.x[v + 1]) < runs.east.get(run)
                && Math.max(arcs.y[v], arcs.y[v + 1]) > runs.north.get(run)
                && Math.min(arcs.y[v], arcs.y[v + 1]) < runs.south.get(run);
    }

    private void test(int a, int c) {
        int[] x = arcs.x;
        int[] y = arcs.y;
        int b = a + 1;
        int d = c + 1;
        if (Math.max(x[a], x[b]) <= Math.min(x[c], x[d])
                || Math.max(x[c], x[d]) <= Math.min(x[a], x[b])
                || Math.max(y[a], y[b]) <= Math.min(y[c], y[d])
                || Math.max(y[c], y[d]) <= Math.min(y[a], y[b])) {
            // Boxes that only touch: any common place is an end of one of the two, and ends are grid points anyway.
            return;
        }
        if (opposite(side(a, b, c), side(a, b, d)) && opposite(side(c, d, a), side(c, d, b))) {
            found.add(cellOfCrossing(a, b, c, d));
        }
    }

    private static boolean opposite(long one, long other) {
        return (one < 0 && other > 0) || (one > 0 && other < 0);
    }

    /// {@return on which side of the line from `a` to `b` vertex `c` is; exact, below 2^62}
    private long side(int a, int b, int c) {
        return cross(arcs.x[b] - arcs.x[a], arcs.y[b] - arcs.y[a], arcs.x[c] - arcs.x[a], arcs.y[c] - arcs.y[a]);
    }

    private static long cross(long x0, long y0, long x1, long y1) {
        return x0 * y1 - y0 * x1;
    }

    private long cellOfCrossing(int a, int b, int c, int d) {
        int[] x = arcs.x;
        int[] y = arcs.y;
        long along = cross(x[c] - x[a], y[c] - y[a], x[d] - x[c], y[d] - y[c]);
        long whole = cross(x[b] - x[a], y[b] - y[a], x[d] - x[c], y[d] - y[c]);
        return HotPixels.key(cell(x[a], x[b] - x[a], along, whole), cell(y[a], y[b] - y[a], along, whole));
    }

    /// {@return the cell of `start + step * along / whole`, exactly}
    private int cell(int start, int step, long along, long whole) {
        long sign = whole < 0 ? -1 : 1;
        var divisor = BigInteger.valueOf(whole * sign);
        var half = 1L << (grid.shift() - 1);
        return BigInteger.valueOf(start + half)
                .multiply(divisor)
                .add(BigInteger.valueOf(step).multiply(BigInteger.valueOf(along * sign)))
                .divide(divisor.shiftLeft(grid.shift()))
                .intValueExact();
    }
}
