package io.github.backsight.topology;

import java.util.ArrayList;
import java.util.Arrays;

/// Finds features that lie in another one though their borders share nothing: each connected web of arcs must lie in
/// no feature of another web.
///
/// A web is asked at one place, so this tells that its features there are inside; [Dissolve] asks each group of
/// features for itself.
final class IslandCheck {
    private final Arcs arcs;
    private final Sides sides;
    private final FaultCollector seen;
    private final int[] webOf;

    IslandCheck(Arcs arcs, Sides sides, FaultCollector seen) {
        this.arcs = arcs;
        this.sides = sides;
        this.seen = seen;
        var webs = new Clusters(arcs.nodeCount());
        for (int arc = 0; arc < arcs.count(); arc++) {
            webs.join(arcs.from(arc), arcs.to(arc));
        }
        webOf = new int[arcs.nodeCount()];
        Arrays.setAll(webOf, webs::first);
    }

    void run() {
        boolean[] asked = new boolean[webOf.length];
        var points = new ArrayList<Stabs.Point>();
        for (int arc = 0; arc < arcs.count(); arc++) {
            int web = webOf[arcs.from(arc)];
            if (!asked[web]) {
                asked[web] = true;
                int v = arcs.start[arc];
                points.add(new Stabs.Point(
                        (arcs.planeX(v) + arcs.planeX(v + 1)) / 2, (arcs.planeY(v) + arcs.planeY(v + 1)) / 2, arc));
            }
        }
        var hits = new Hits();
        var stabs = new Stabs(points);
        for (int arc = 0; arc < arcs.count(); arc++) {
            int left = sides.left(arc);
            int right = sides.right(arc);
            Stabs.Listener listener = (point, unused) -> {
                count(hits, point.number(), left);
                count(hits, point.number(), right);
            };
            for (int v = arcs.start[arc]; left != right && v + 1 < arcs.start[arc + 1]; v++) {
                stabs.edge(arcs.planeX(v), arcs.planeY(v), arcs.planeX(v + 1), arcs.planeY(v + 1), listener);
            }
        }
        hits.forEachOdd((arc, feature) -> {
            seen.add(Fault.Kind.ISLAND, sides.left(arc), feature, arcs.start[arc]);
            seen.add(Fault.Kind.ISLAND, sides.right(arc), feature, arcs.start[arc]);
        });
    }

    /// The features along the arc itself are not asked: the place is on their border, neither in nor out.
    private void count(Hits hits, int arc, int feature) {
        if (feature != Sides.NOTHING && feature != sides.left(arc) && feature != sides.right(arc)) {
            hits.add(arc, feature);
        }
    }
}
