package io.github.backsight.topology;

import org.locationtech.jts.algorithm.CGAlgorithmsDD;

/// Finds edges that cross, and vertices that lie on an edge whose ends are elsewhere.
///
/// Bunches of edges (a bunch of vertices and the vertex after it) are joined with themselves through a [BoxTree]; only
/// edges whose boxes meet are compared. Questions are asked in the plane with exact orientation. Several threads may
/// look at a range of bunches each.
final class EdgeCheck {
    private final Arcs arcs;
    private final Sides sides;
    private final Bunches bunches;
    private final int[] boxes;
    private final boolean[] lastOfArc;
    private final BoxTree tree;

    EdgeCheck(Arcs arcs, Sides sides) {
        this.arcs = arcs;
        this.sides = sides;
        this.bunches = new Bunches(arcs.start);
        this.lastOfArc = new boolean[arcs.x.length];
        for (int arc = 0; arc < arcs.count(); arc++) {
            lastOfArc[arcs.start[arc + 1] - 1] = true;
        }
        this.boxes = bunches.edgeBoxes(arcs.x, arcs.y, lastOfArc);
        this.tree = new BoxTree(boxes);
    }

    int bunchCount() {
        return bunches.count();
    }

    /// Compares the edges of bunches `from` (inclusive) to `to` (exclusive) with all.
    void run(int from, int to, FaultCollector seen) {
        for (int bunch = from; bunch < to; bunch++) {
            int current = bunch;
            tree.search(
                    boxes[4 * current],
                    boxes[4 * current + 1],
                    boxes[4 * current + 2],
                    boxes[4 * current + 3],
                    other -> compareBunches(current, other, seen));
        }
    }

    private void compareBunches(int current, int bunch, FaultCollector seen) {
        if (bunch < current) {
            return;
        }
        for (int e = bunches.first(current); e < bunches.first(current + 1); e++) {
            if (lastOfArc[e] || !meets(e, bunch)) {
                continue;
            }
            int first = bunch == current ? e + 1 : bunches.first(bunch);
            for (int f = first; f < bunches.first(bunch + 1); f++) {
                if (!lastOfArc[f] && boxesMeet(e, f)) {
                    compare(e, f, seen);
                }
            }
        }
    }

    private boolean meets(int e, int bunch) {
        return Math.max(arcs.x[e], arcs.x[e + 1]) >= boxes[4 * bunch]
                && Math.min(arcs.x[e], arcs.x[e + 1]) <= boxes[4 * bunch + 2]
                && Math.max(arcs.y[e], arcs.y[e + 1]) >= boxes[4 * bunch + 1]
                && Math.min(arcs.y[e], arcs.y[e + 1]) <= boxes[4 * bunch + 3];
    }

    private boolean boxesMeet(int e, int f) {
        return Math.max(arcs.x[e], arcs.x[e + 1]) >= Math.min(arcs.x[f], arcs.x[f + 1])
                && Math.min(arcs.x[e], arcs.x[e + 1]) <= Math.max(arcs.x[f], arcs.x[f + 1])
                && Math.max(arcs.y[e], arcs.y[e + 1]) >= Math.min(arcs.y[f], arcs.y[f + 1])
                && Math.min(arcs.y[e], arcs.y[e + 1]) <= Math.max(arcs.y[f], arcs.y[f + 1]);
    }

    private void compare(int e, int f, FaultCollector seen) {
        int fStart = side(e, f);
        int fEnd = side(e, f + 1);
        if (fStart * fEnd > 0) {
            return;
        }
        int eStart = side(f, e);
        int eEnd = side(f, e + 1);
        if (eStart * eEnd > 0) {
            return;
        }
        if (fStart * fEnd < 0 && eStart * eEnd < 0) {
            report(Fault.Kind.CROSSING, e, f, seen);
        } else if ((fStart == 0 && isWithin(f, e))
                || (fEnd == 0 && isWithin(f + 1, e))
                || (eStart == 0 && isWithin(e, f))
                || (eEnd == 0 && isWithin(e + 1, f))) {
            report(Fault.Kind.UNMATCHED, e, f, seen);
        }
    }

    /// {@return on which side of edge `e` vertex `v` lies}
    private int side(int e, int v) {
        return CGAlgorithmsDD.orientationIndex(
                arcs.planeX(e), arcs.planeY(e), arcs.planeX(e + 1), arcs.planeY(e + 1), arcs.planeX(v), arcs.planeY(v));
    }

    /// {@return whether vertex `v`, which lies on the line of edge `e`, lies on it between its ends}
    private boolean isWithin(int v, int e) {
        double x = arcs.planeX(v);
        double y = arcs.planeY(v);
        double x1 = arcs.planeX(e);
        double y1 = arcs.planeY(e);
        double x2 = arcs.planeX(e + 1);
        double y2 = arcs.planeY(e + 1);
        return Math.min(x1, x2) <= x
                && x <= Math.max(x1, x2)
                && Math.min(y1, y2) <= y
                && y <= Math.max(y1, y2)
                && !(x == x1 && y == y1)
                && !(x == x2 && y == y2);
    }

    private void report(Fault.Kind kind, int e, int f, FaultCollector seen) {
        int one = arcs.arcOf(e);
        int two = arcs.arcOf(f);
        // Which edge is the first, and which end its beginning, depends on what else is there.
        for (int end : new int[] {e, e + 1, f, f + 1}) {
            seen.add(kind, sides.left(one), sides.left(two), end);
            seen.add(kind, sides.left(one), sides.right(two), end);
            seen.add(kind, sides.right(one), sides.left(two), end);
            seen.add(kind, sides.right(one), sides.right(two), end);
        }
    }
}
