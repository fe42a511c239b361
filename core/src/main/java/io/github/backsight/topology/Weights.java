package io.github.backsight.topology;

import io.github.backsight.parallel.Workers;

/// How much each vertex of a [Coverage] matters for the shape of its border.
///
/// For any tolerance `t`, take the borders made of the vertices with a weight above `t`. Then
/// - they lie within `t` of the whole borders, and these within `t` of them (Hausdorff distance);
/// - no two of them cross or touch where the whole borders did not;
/// - no ring collapses: what began as a ring keeps three different vertices, and two borders between
/// the same ends never become the same segment; so every polygon keeps a shape, and neighbours keep
/// the same border;
/// - the ends of arcs are in place.
///
/// Distances are units of the grid of [Mercator], and borders are straight on it. Immutable; threads
/// may share it.
public final class Weights {
    private final byte[] round;
    private final float[] tolerance;

    /// @param round in which each vertex was left out, or 0
    /// @param tolerance of each round
    Weights(byte[] round, float[] tolerance) {
        this.round = round;
        this.tolerance = tolerance;
        tolerance[0] = Float.POSITIVE_INFINITY;
    }

    /// {@return the weights that rounds of [PartialWeighing] make}
    ///
    /// @param round in which each vertex was left out, or 0; not to be changed
    /// @param tolerance of each round, from the first
    public static Weights ofRounds(byte[] round, float[] tolerance) {
        float[] fromZero = new float[tolerance.length + 1];
        System.arraycopy(tolerance, 0, fromZero, 1, tolerance.length);
        return new Weights(round, fromZero);
    }

    /// Weighs all vertices of `coverage` for the tolerances that will be asked for; the result does
    /// not depend on the number of workers.
    ///
    /// Takes about 25 bytes a vertex while it works, and keeps 1.
    ///
    /// @param vertices those of `coverage`
    /// @param tolerances each larger than the one before, at most 40; weights are of these only, or
    /// infinite
    public static Weights of(Coverage coverage, MercatorVertices vertices, float[] tolerances, Workers workers) {
        return new Simplification(coverage.arcs(), vertices.x, vertices.y).run(tolerances, workers);
    }

    /// {@return the tolerance from which on `vertex` is left out; infinite for one that always stays}
    public float weight(int vertex) {
        return tolerance[round[vertex]];
    }
}
