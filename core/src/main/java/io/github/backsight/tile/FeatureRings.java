package io.github.backsight.tile;

import io.github.backsight.topology.Coverage;
import java.util.BitSet;

/// Walks the rings of a feature: shells clockwise on the screen, holes the other way, whatever the source has.
///
/// Immutable; threads may share it.
final class FeatureRings {
    private final Coverage coverage;
    private final BitSet backwards;

    /// @param finest the arcs by whose shape rings are turned
    FeatureRings(Coverage coverage, SimplifiedArcs finest) {
        this.coverage = coverage;
        this.backwards = new BitSet(coverage.ringCount());
        for (int polygon = 0; polygon < coverage.polygonCount(); polygon++) {
            int shell = coverage.ringStart(polygon);
            for (int ring = shell; ring < coverage.ringStart(polygon + 1); ring++) {
                long area = doubledArea(finest, ring);
                backwards.set(ring, ring == shell ? area < 0 : area > 0);
            }
        }
    }

    /// Fills `rings` with the rings of `feature`.
    void collect(int feature, NodedArcs arcs, RingBuffer rings) {
        rings.clear();
        int first = coverage.ringStart(coverage.polygonStart(feature));
        int end = coverage.ringStart(coverage.polygonStart(feature + 1));
        for (int ring = first; ring < end; ring++) {
            boolean back = backwards.get(ring);
            int from = coverage.useStart(ring);
            int to = coverage.useStart(ring + 1);
            for (int i = from; i < to; i++) {
                walk(back ? ~coverage.use(to - 1 - (i - from)) : coverage.use(i), arcs, rings);
            }
            rings.close();
        }
    }

    boolean hasPolygons(int feature) {
        return coverage.polygonStart(feature + 1) > coverage.polygonStart(feature);
    }

    /// {@return the first arc of the feature}
    int firstArc(int feature) {
        int use = coverage.use(coverage.useStart(coverage.ringStart(coverage.polygonStart(feature))));
        return use >= 0 ? use : ~use;
    }

    private static void walk(int use, NodedArcs arcs, RingBuffer rings) {
        if (use >= 0) {
            for (int i = arcs.start[use]; i < arcs.start[use + 1]; i++) {
                rings.point(arcs.x[i], arcs.y[i]);
            }
        } else {
            for (int i = arcs.start[~use + 1] - 1; i >= arcs.start[~use]; i--) {
                rings.point(arcs.x[i], arcs.y[i]);
            }
        }
    }

    /// In Mercator units a ring's doubled area is at most 2^61; sums on the way may wrap around and do no harm.
    private long doubledArea(SimplifiedArcs arcs, int ring) {
        long area = 0;
        for (int i = coverage.useStart(ring); i < coverage.useStart(ring + 1); i++) {
            int use = coverage.use(i);
            int arc = use >= 0 ? use : ~use;
            long under = 0;
            for (int v = arcs.start[arc]; v + 1 < arcs.start[arc + 1]; v++) {
                under += (long) arcs.x[v] * arcs.y[v + 1] - (long) arcs.x[v + 1] * arcs.y[v];
            }
            area += use >= 0 ? under : -under;
        }
        return area;
    }
}
