package io.github.backsight.topology;

/// Takes vertices out of all arcs of a coverage at once, one at a time, those that matter least first.
///
/// Bottom-up elimination of points (Pikaz and Dinstein 1994) with the topological guard of JTS's `CoverageSimplifier`
/// (no vertex in the triangle that is cut away), over the whole coverage instead of line by line. What taking `v` out
/// costs is exact, not an estimate: the farthest distance of any vertex of the source between `v`'s two neighbours from
/// the segment that joins them. Chains are walked for that, which makes the whole about n log n. A vertex that is
/// blocked waits for the vertex that blocks it, and is looked at anew whenever a neighbour of its own goes.
///
/// Costs are kept in buckets a 32nd of an octave wide; within one, order is last in first out. The state is an array
/// entry a vertex: `before` and `after` link those present of an arc (at the ends of arc `a` stands `~a`); `cost` is
/// what removing the vertex would cost, and once it is gone what it did cost, or any vertex before it.
final class Simplification {
    private static final int BUCKET_SHIFT = 18;
    private static final int FIRST_BUCKET = Float.floatToRawIntBits(0x1p-4f) >>> BUCKET_SHIFT;
    private static final int BUCKETS = (Float.floatToRawIntBits(0x1p31f) >>> BUCKET_SHIFT) - FIRST_BUCKET + 1;

    private final Arcs arcs;
    private final int[] x;
    private final int[] y;
    private final int[] before;
    private final int[] after;
    private final float[] cost;
    private final PresentVertices present;

    /// Lists 0 to `BUCKETS - 1` are the buckets; list `BUCKETS + v` are the vertices that `v` blocks.
    private final Waiting waiting;

    /// The pairs of places that an arc joins by a single segment.
    private final ArcsByEdge straight = new ArcsByEdge();

    /// @param x of each vertex of `arcs`, 0 to 2^30
    /// @param y of each vertex of `arcs`, 0 to 2^30
    Simplification(Arcs arcs, int[] x, int[] y) {
        this.arcs = arcs;
        this.x = x;
        this.y = y;
        this.before = new int[x.length];
        this.after = new int[x.length];
        this.cost = new float[x.length];
        this.present = new PresentVertices(x, y);
        this.waiting = new Waiting(BUCKETS + x.length, x.length);
    }

    /// {@return for each vertex the tolerance up to which it stays; infinite when it stays at any}
    float[] run() {
        for (int arc = 0; arc < arcs.count(); arc++) {
            enter(arc);
        }
        float highest = 0;
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            while (!waiting.isEmpty(bucket)) {
                int v = waiting.last(bucket);
                waiting.remove(v);
                int blocker = present.inTriangle(before[v], v, after[v]);
                if (blocker != PresentVertices.NONE) {
                    waiting.move(v, BUCKETS + blocker);
                } else if (!collapses(v)) {
                    highest = Math.max(highest, cost[v]);
                    cost[v] = highest;
                    remove(v, bucket);
                }
            }
        }
        for (int v = 0; v < cost.length; v++) {
            if (present.contains(v)) {
                cost[v] = Float.POSITIVE_INFINITY;
            }
        }
        return cost;
    }

    private void enter(int arc) {
        int first = arcs.start[arc];
        int last = arcs.start[arc + 1] - 1;
        for (int v = first; v <= last; v++) {
            before[v] = v - 1;
            after[v] = v + 1;
        }
        before[first] = ~arc;
        after[last] = ~arc;
        if (first + 1 == last) {
            straighten(arc);
        }
        for (int v = first + 1; v < last; v++) {
            price(v, 0);
        }
    }

    private void remove(int v, int bucket) {
        int a = before[v];
        int b = after[v];
        after[a] = b;
        before[b] = a;
        present.remove(v);
        if (before[a] < 0 && after[b] < 0) {
            straighten(~before[a]);
        }
        if (before[a] >= 0) {
            price(a, bucket);
        }
        if (after[b] >= 0) {
            price(b, bucket);
        }
        while (!waiting.isEmpty(BUCKETS + v)) {
            int freed = waiting.last(BUCKETS + v);
            waiting.move(freed, bucketOf(freed, bucket));
        }
    }

    /// Works out what it costs to take out `v`, and lets it wait for its turn, which is not before `bucket`.
    private void price(int v, int bucket) {
        cost[v] = Math.nextUp((float) Math.sqrt(farthest(before[v], after[v])));
        waiting.move(v, bucketOf(v, bucket));
    }

    private int bucketOf(int v, int lowest) {
        return Math.max(lowest, (Float.floatToRawIntBits(cost[v]) >>> BUCKET_SHIFT) - FIRST_BUCKET);
    }

    /// {@return the square of the farthest distance of the vertices between `a` and `b` from the segment `a`, `b`}
    private double farthest(int a, int b) {
        double dx = x[b] - x[a];
        double dy = y[b] - y[a];
        double length = dx * dx + dy * dy;
        double farthest = 0;
        for (int i = a + 1; i < b; i++) {
            double px = x[i] - x[a];
            double py = y[i] - y[a];
            double along = px * dx + py * dy;
            double distance;
            if (along <= 0) {
                distance = px * px + py * py;
            } else if (along >= length) {
                distance = (px - dx) * (px - dx) + (py - dy) * (py - dy);
            } else {
                double across = px * dy - py * dx;
                distance = across * across / length;
            }
            farthest = Math.max(farthest, distance);
        }
        return farthest;
    }

    /// {@return whether the arc of `v` would be no line any more without it: a ring of fewer than three vertices, or
    /// the same segment as another arc}
    private boolean collapses(int v) {
        int a = before[v];
        int b = after[v];
        boolean first = before[a] < 0;
        boolean last = after[b] < 0;
        if (!first && !last) {
            return false;
        }
        int arc = first ? ~before[a] : ~after[b];
        if (arcs.from(arc) == arcs.to(arc)) {
            return (first && last) || (first && after[after[b]] < 0) || (last && before[before[a]] < 0);
        }
        return first && last && straight.find(lowEnd(arc), highEnd(arc)) != ArcsByEdge.NONE;
    }

    private void straighten(int arc) {
        straight.put(lowEnd(arc), highEnd(arc), arc);
    }

    private int lowEnd(int arc) {
        return Math.min(arcs.from(arc), arcs.to(arc));
    }

    private int highEnd(int arc) {
        return Math.max(arcs.from(arc), arcs.to(arc));
    }
}
