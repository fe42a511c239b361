package io.github.backsight.topology;

import java.util.Arrays;

/// Which feature lies on each side of each arc.
///
/// Shells are taken counterclockwise and holes clockwise, whatever the source's winding, so that a feature lies on the
/// left of what its rings use. Where two features, or one twice, are on the same side, the first one counts, and the
/// other is *displaced*.
final class Sides {
    /// Nothing is on this side.
    static final int NOTHING = -1;

    private final int[] left;
    private final int[] right;

    /// Displaced feature, the one in its place, and the use they are both on the left of, one after the other.
    private final Ints displaced = new Ints(8);

    Sides(Coverage coverage) {
        var arcs = coverage.arcs();
        left = new int[arcs.count()];
        right = new int[arcs.count()];
        Arrays.fill(left, NOTHING);
        Arrays.fill(right, NOTHING);
        for (int feature = 0; feature < coverage.featureCount(); feature++) {
            for (int p = coverage.polygonStart(feature); p < coverage.polygonStart(feature + 1); p++) {
                int shell = coverage.ringStart(p);
                for (int ring = shell; ring < coverage.ringStart(p + 1); ring++) {
                    int first = coverage.useStart(ring);
                    int end = coverage.useStart(ring + 1);
                    boolean counterclockwise = arcs.doubledArea(arcs.uses, first, end) > 0;
                    boolean asWalked = counterclockwise == (ring == shell);
                    for (int i = first; i < end; i++) {
                        put(asWalked ? arcs.uses[i] : ~arcs.uses[i], feature);
                    }
                }
            }
        }
    }

    private void put(int use, int feature) {
        int present = left(use);
        if (present != NOTHING) {
            displaced.add(feature);
            displaced.add(present);
            displaced.add(use);
        } else if (use >= 0) {
            left[use] = feature;
        } else {
            right[~use] = feature;
        }
    }

    /// {@return the feature on the left of a walk along `use`, or [#NOTHING]}
    int left(int use) {
        return use >= 0 ? left[use] : right[~use];
    }

    /// {@return the feature on the right of a walk along `use`, or [#NOTHING]}
    int right(int use) {
        return left(~use);
    }

    int displacedCount() {
        return displaced.size() / 3;
    }

    int displaced(int i) {
        return displaced.get(3 * i);
    }

    int displacer(int i) {
        return displaced.get(3 * i + 1);
    }

    /// {@return the use that both are on the left of}
    int displacedAt(int i) {
        return displaced.get(3 * i + 2);
    }
}
