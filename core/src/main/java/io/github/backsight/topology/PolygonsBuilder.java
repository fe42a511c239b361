package io.github.backsight.topology;

import io.github.backsight.geom.Degrees;
import io.github.backsight.shape.Polygons;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Builds [Polygons] vertex by vertex: begin a feature, its polygons, their rings, then the vertices of each, open.
final class PolygonsBuilder {
    private final List<String> ids = new ArrayList<>();
    private final Ints polygonStart = new Ints(64);
    private final Ints ringStart = new Ints(64);
    private final Ints vertexStart = new Ints(64);
    private double[] longitude = new double[1024];
    private double[] latitude = new double[1024];
    private int vertices;

    void beginFeature(String id) {
        ids.add(id);
        polygonStart.add(ringStart.size());
    }

    void beginPolygon() {
        ringStart.add(vertexStart.size());
    }

    void beginRing() {
        vertexStart.add(vertices);
    }

    void vertex(double degreesEast, double degreesNorth) {
        if (vertices == longitude.length) {
            longitude = Arrays.copyOf(longitude, vertices * 2);
            latitude = Arrays.copyOf(latitude, vertices * 2);
        }
        longitude[vertices] = degreesEast;
        latitude[vertices++] = degreesNorth;
    }

    int featureCount() {
        return ids.size();
    }

    Polygons build() {
        polygonStart.add(ringStart.size());
        ringStart.add(vertexStart.size());
        vertexStart.add(vertices);
        int[] x = new int[vertices];
        int[] y = new int[vertices];
        boolean finer = false;
        for (int v = 0; v < vertices; v++) {
            x[v] = Degrees.toGrid(longitude[v]);
            y[v] = Degrees.toGrid(latitude[v]);
            finer |= isFiner(x[v], longitude[v]) || isFiner(y[v], latitude[v]);
        }
        Optional<Polygons.Source> source = finer
                ? Optional.of(
                        new Polygons.Source(Arrays.copyOf(longitude, vertices), Arrays.copyOf(latitude, vertices)))
                : Optional.empty();
        return new Polygons(ids, polygonStart.toArray(), ringStart.toArray(), vertexStart.toArray(), x, y, source);
    }

    /// The grid has no `-0.0`.
    private static boolean isFiner(int grid, double degrees) {
        return Double.doubleToRawLongBits(Degrees.fromGrid(grid)) != Double.doubleToRawLongBits(degrees);
    }
}
