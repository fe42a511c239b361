package io.github.backsight.topology;

import io.github.backsight.parallel.Workers;

/// Takes vertices out of all arcs of a coverage, for one tolerance after the other.
///
/// A *round* goes over the arcs, each for itself ([ArcSimplification]): an arc sees its own vertices
/// as they are, and those of all others as they were when the round began. So arcs can be simplified
/// in any order, or side by side, with the same result; and whatever order they had been in, none
/// would have been in another's way, as there only were fewer vertices then. Where an arc was held up
/// by another's vertex, which may have gone in the same round, it has its turn again, up to
/// [#MOST_ROUNDS] for each tolerance.
///
/// `round` is 0 for vertices that are present, and else the round that took them out.
final class Simplification {
    static final int MOST_ROUNDS = 3;
    private static final int MOST_TOLERANCES = 40;

    private final Arcs arcs;
    private final int[] x;
    private final int[] y;
    private final byte[] round;

    /// How many vertices between its ends each arc keeps at least, so that it stays what it is.
    private final byte[] least;

    private final PresentVertices present;

    /// @param x of each vertex of `arcs`, 0 to 2^30
    /// @param y of each vertex of `arcs`, 0 to 2^30
    Simplification(Arcs arcs, int[] x, int[] y) {
        this.arcs = arcs;
        this.x = x;
        this.y = y;
        this.round = new byte[x.length];
        this.least = least(arcs);
        this.present = new PresentVertices(x, y);
    }

    /// A ring keeps three corners. Of arcs between the same two ends only one can become straight:
    /// one that is, or else the first.
    static byte[] least(Arcs arcs) {
        byte[] least = new byte[arcs.count()];
        var straight = new ArcsByEdge();
        for (int arc = 0; arc < least.length; arc++) {
            if (arcs.start[arc + 1] - arcs.start[arc] == 2) {
                straight.put(lowEnd(arcs, arc), highEnd(arcs, arc), arc);
            }
        }
        for (int arc = 0; arc < least.length; arc++) {
            int low = lowEnd(arcs, arc);
            int high = highEnd(arcs, arc);
            int other = straight.find(low, high);
            if (low == high) {
                least[arc] = 2;
            } else if (other == ArcsByEdge.NONE) {
                straight.put(low, high, arc);
            } else if (other != arc) {
                least[arc] = 1;
            }
        }
        return least;
    }

    private static int lowEnd(Arcs arcs, int arc) {
        return Math.min(arcs.from(arc), arcs.to(arc));
    }

    private static int highEnd(Arcs arcs, int arc) {
        return Math.max(arcs.from(arc), arcs.to(arc));
    }

    Weights run(float[] tolerances, Workers workers) {
        if (tolerances.length > MOST_TOLERANCES) {
            throw new IllegalArgumentException(
                    "at most " + MOST_TOLERANCES + " tolerances can be asked for, not " + tolerances.length);
        }
        float[] toleranceOf = new float[tolerances.length * MOST_ROUNDS + 1];
        byte now = 0;
        for (float tolerance : tolerances) {
            int[] turn = allArcs();
            for (int again = 0; again < MOST_ROUNDS && turn.length > 0; again++) {
                toleranceOf[++now] = tolerance;
                turn = round(turn, now, tolerance, workers);
                present.keep(round);
            }
        }
        return new Weights(round, toleranceOf);
    }

    private int[] allArcs() {
        int[] all = new int[arcs.count()];
        for (int arc = 0; arc < all.length; arc++) {
            all[arc] = arc;
        }
        return all;
    }

    /// {@return the arcs for which another round may do more; none if nothing was taken out in this
    /// one}
    private int[] round(int[] turn, byte now, float tolerance, Workers workers) {
        var parts = workers.inRanges(turn.length, (from, to) -> {
            var part = new ArcSimplification(x, y, round, present.search(x, y), now, tolerance);
            for (int i = from; i < to; i++) {
                int arc = turn[i];
                part.simplify(arc, arcs.start[arc], arcs.start[arc + 1] - 1, least[arc]);
            }
            return part;
        });
        var heldUp = new Ints(64);
        boolean removed = false;
        for (var part : parts) {
            removed |= part.removed();
            for (int i = 0; i < part.heldUp().size(); i++) {
                heldUp.add(part.heldUp().get(i));
            }
        }
        return removed ? heldUp.toArray() : new int[0];
    }
}
