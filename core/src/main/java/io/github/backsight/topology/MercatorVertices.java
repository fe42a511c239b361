package io.github.backsight.topology;

import io.github.backsight.geom.Mercator;
import io.github.backsight.parallel.Workers;
import java.util.List;

/// The vertices of a [Coverage] on the grid of [Mercator]. Immutable; threads may share it.
public final class MercatorVertices {
    final int[] x;
    final int[] y;

    private MercatorVertices(int count) {
        x = new int[count];
        y = new int[count];
    }

    /// Projects all vertices of `coverage`.
    public static MercatorVertices of(Coverage coverage, Workers workers) {
        var vertices = new MercatorVertices(coverage.vertexCount());
        workers.inRanges(coverage.vertexCount(), (from, to) -> {
            vertices.project(coverage, from, to);
            return List.of();
        });
        return vertices;
    }

    private void project(Coverage coverage, int from, int to) {
        for (int v = from; v < to; v++) {
            x[v] = Mercator.x(coverage.longitude(v));
            y[v] = Mercator.y(coverage.latitude(v));
        }
    }

    /// {@return x of `vertex`, 0 to [Mercator#WORLD]}
    public int x(int vertex) {
        return x[vertex];
    }

    /// {@return y of `vertex`, 0 to [Mercator#WORLD]}
    public int y(int vertex) {
        return y[vertex];
    }
}
