package io.github.backsight.topology;

/// How much each vertex of a [Coverage] matters for the shape of its arc.
public final class Weights {
    private final float[] weight;

    private Weights(float[] weight) {
        this.weight = weight;
    }

    public static Weights of(Coverage coverage) {
        float[] weight = new float[coverage.vertexCount()];
        java.util.Arrays.fill(weight, Float.POSITIVE_INFINITY);
        return new Weights(weight);
    }

    /// {@return the tolerance, in units of the grid of [io.github.backsight.geom.Mercator], up to which `vertex` is
    /// needed: it is left out at tolerances of this much or more; infinite for the ends of an arc}
    public float weight(int vertex) {
        return weight[vertex];
    }
}
