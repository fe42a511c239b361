package io.github.backsight.topology;

import java.util.List;

/// Finds the features behind outlines that lie where none can: those along the outline, and those it lies in.
final class Misplaced {
    private final Arcs arcs;
    private final Sides sides;
    private final int[] group;
    private final Outlines outlines;

    Misplaced(Coverage coverage, Sides sides, int[] group, Outlines outlines) {
        this.arcs = coverage.arcs();
        this.sides = sides;
        this.group = group;
        this.outlines = outlines;
    }

    /// @param points one of each outline (its `number`)
    void addTo(Conflicts conflicts, List<Stabs.Point> points) {
        for (var point : points) {
            int ring = point.number();
            for (int i = outlines.useStart(ring); i < outlines.useStart(ring + 1); i++) {
                int feature = sides.left(outlines.use(i));
                conflicts.add(Fault.Kind.ISLAND, feature, feature);
            }
        }
        var hits = new Hits();
        var stabs = new Stabs(points);
        for (int arc = 0; arc < arcs.count(); arc++) {
            int left = sides.left(arc);
            int right = sides.right(arc);
            for (int v = arcs.start[arc]; left != right && v + 1 < arcs.start[arc + 1]; v++) {
                stabs.edge(arcs.planeX(v), arcs.planeY(v), arcs.planeX(v + 1), arcs.planeY(v + 1), (point, unused) -> {
                    count(hits, point, left);
                    count(hits, point, right);
                });
            }
        }
        hits.forEachOdd((ring, feature) -> {
            int along = sides.left(outlines.use(outlines.useStart(ring)));
            conflicts.add(Fault.Kind.ISLAND, Math.min(along, feature), Math.max(along, feature));
        });
    }

    private void count(Hits hits, Stabs.Point point, int feature) {
        if (feature != Sides.NOTHING && group[feature] == outlines.group(point.number())) {
            hits.add(point.number(), feature);
        }
    }
}
