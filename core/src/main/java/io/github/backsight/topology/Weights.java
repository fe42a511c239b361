package io.github.backsight.topology;

import io.github.backsight.geom.Mercator;

/// How much each vertex of a [Coverage] matters for the shape of its border.
///
/// For any tolerance `t`, take the borders made of the vertices with a weight above `t`. Then
/// - they lie within `t` of the whole borders, and these within `t` of them (Hausdorff distance);
/// - no two of them cross or touch where the whole borders did not;
/// - no ring collapses: what began as a ring keeps three different vertices, and two borders between the same ends
///   never become the same segment; so every polygon keeps a shape, and neighbours keep the same border;
/// - the ends of arcs are in place.
///
/// Distances are units of the grid of [Mercator], and borders are straight on it. Immutable; threads may share it.
public final class Weights {
    private final float[] weight;

    private Weights(float[] weight) {
        this.weight = weight;
    }

    /// Weighs all vertices of `coverage`, once for all tolerances.
    ///
    /// Takes about 65 bytes a vertex while it works, and keeps 4.
    public static Weights of(Coverage coverage) {
        int count = coverage.vertexCount();
        int[] x = new int[count];
        int[] y = new int[count];
        for (int v = 0; v < count; v++) {
            x[v] = Mercator.x(coverage.longitude(v));
            y[v] = Mercator.y(coverage.latitude(v));
        }
        return new Weights(new Simplification(coverage.arcs(), x, y).run());
    }

    /// {@return the tolerance from which on `vertex` is left out; infinite for one that always stays}
    public float weight(int vertex) {
        return weight[vertex];
    }
}
