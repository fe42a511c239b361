package io.github.backsight.topology;

import java.util.Arrays;
import java.util.function.IntPredicate;

/// The [Weights] of a part of a coverage, worked out round by round beside the other parts, wherever
/// these are.
///
/// A part is whole features: its *own* ones, and around them all that decides what becomes of the
/// borders of these: every feature that shares a vertex with an own one, every feature that shares
/// one with those, and every vertex within twice the largest tolerance of an own border. Then own
/// borders are the same arcs here as in the whole coverage, and go through the same rounds
/// ([Simplification]) with the same results, if after each round every part is told which vertices
/// the others took out ([#apply]). A border belongs to the part that owns the first feature along it,
/// in the order of features.
///
/// Vertices are told apart by their place on the grid of degrees ([#place]): only ends of arcs share
/// one, and these are never taken out. Nothing here changes: a round is given and gives back arrays
/// of its own, so that it can be done again with the same result. Threads may share it.
public final class PartialWeighing {
    /// How often arcs that were held up have their turn again, for each tolerance.
    public static final int MOST_ROUNDS = Simplification.MOST_ROUNDS;

    private static final int LATITUDE_BITS = 31;

    private final Arcs arcs;
    private final MercatorVertices vertices;
    private final byte[] least;
    private final PresentVertices all;
    private final int[] ownArcs;
    private final long[] places;
    private final int[] vertexOfPlace;

    /// What one round did.
    ///
    /// @param round in which each vertex was taken out, or 0
    /// @param heldUp arcs for which another round may do more
    /// @param removed the vertices that this round took out, in the order of arcs
    public record Step(byte[] round, int[] heldUp, int[] removed) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Step step
                    && Arrays.equals(round, step.round)
                    && Arrays.equals(heldUp, step.heldUp)
                    && Arrays.equals(removed, step.removed);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(removed);
        }

        @Override
        public String toString() {
            return "Step[" + removed.length + " taken out, " + heldUp.length + " held up]";
        }
    }

    /// @param coverage of the part's features, in the order that they have in the whole
    /// @param vertices those of `coverage`
    /// @param own which features are the part's own
    public PartialWeighing(Coverage coverage, MercatorVertices vertices, IntPredicate own) {
        this.arcs = coverage.arcs();
        this.vertices = vertices;
        this.least = Simplification.least(arcs);
        this.all = new PresentVertices(vertices.x, vertices.y);
        this.ownArcs = ownArcs(coverage, own);
        int count = coverage.vertexCount();
        this.places = new long[count];
        this.vertexOfPlace = new int[count];
        for (int v = 0; v < count; v++) {
            places[v] = place(v);
            vertexOfPlace[v] = v;
        }
        Morton.sort(places, vertexOfPlace);
    }

    private static int[] ownArcs(Coverage coverage, IntPredicate own) {
        boolean[] seen = new boolean[coverage.arcCount()];
        var found = new Ints(1024);
        for (int feature = 0; feature < coverage.featureCount(); feature++) {
            int first = coverage.ringStart(coverage.polygonStart(feature));
            int end = coverage.ringStart(coverage.polygonStart(feature + 1));
            for (int i = coverage.useStart(first); i < coverage.useStart(end); i++) {
                int arc = Arcs.arc(coverage.use(i));
                if (!seen[arc] && own.test(feature)) {
                    found.add(arc);
                }
                seen[arc] = true;
            }
        }
        int[] arcs = found.toArray();
        Arrays.sort(arcs);
        return arcs;
    }

    /// {@return the arcs that belong to this part, ascending: those that have their turn in the first
    /// round of each tolerance}
    public int[] ownArcs() {
        return ownArcs.clone();
    }

    /// {@return where `vertex` is, as a number from 0 that is the same in all parts: 32 bits of
    /// longitude, then 31 of latitude, which needs no more}
    public long place(int vertex) {
        return (arcs.x[vertex] - (long) Integer.MIN_VALUE) << LATITUDE_BITS
                | (arcs.y[vertex] + (1L << (LATITUDE_BITS - 1)));
    }

    /// {@return the rounds before the first: every vertex is there}
    public byte[] none() {
        return new byte[arcs.x.length];
    }

    /// {@return `round` with the vertices at `removed` places taken out in round `now`; places that
    /// are not here are passed over}
    public byte[] apply(byte[] round, long[] removed, byte now) {
        byte[] after = round.clone();
        for (long place : removed) {
            int at = Arrays.binarySearch(places, place);
            for (int i = at; i >= 0 && places[i] == place; i--) {
                after[vertexOfPlace[i]] = now;
            }
            for (int i = at + 1; at >= 0 && i < places.length && places[i] == place; i++) {
                after[vertexOfPlace[i]] = now;
            }
        }
        return after;
    }

    /// Does one round over the arcs of `turn`; `round` is not changed.
    ///
    /// @param now the number of this round, 1 or more, counted over all tolerances
    public Step step(byte[] round, int[] turn, byte now, float tolerance) {
        byte[] after = round.clone();
        var search = all.those(round).search(vertices.x, vertices.y);
        var arcsOfRound = new ArcSimplification(vertices.x, vertices.y, after, search, now, tolerance);
        var removed = new Ints(256);
        for (int arc : turn) {
            arcsOfRound.simplify(arc, arcs.start[arc], arcs.start[arc + 1] - 1, least[arc]);
            for (int v = arcs.start[arc]; v < arcs.start[arc + 1]; v++) {
                if (after[v] == now) {
                    removed.add(v);
                }
            }
        }
        return new Step(after, arcsOfRound.heldUp().toArray(), removed.toArray());
    }
}
