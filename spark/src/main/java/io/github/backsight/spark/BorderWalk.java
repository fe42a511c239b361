package io.github.backsight.spark;

import io.github.backsight.shape.Polygons;
import io.github.backsight.topology.Coverage;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Writes down features of a coverage as they are walked along its borders. For one thread.
final class BorderWalk {
    private final Coverage coverage;
    private int[] x = new int[1024];
    private int[] y = new int[1024];
    private double[] longitude = new double[1024];
    private double[] latitude = new double[1024];
    private int vertices;

    BorderWalk(Coverage coverage) {
        this.coverage = coverage;
    }

    /// {@return the polygons of `feature`, packed}
    byte[] shape(int feature) {
        vertices = 0;
        int first = coverage.polygonStart(feature);
        int polygons = coverage.polygonStart(feature + 1) - first;
        int firstRing = coverage.ringStart(first);
        int rings = coverage.ringStart(first + polygons) - firstRing;
        int[] vertexStart = new int[rings + 1];
        for (int ring = 0; ring < rings; ring++) {
            for (int i = coverage.useStart(firstRing + ring); i < coverage.useStart(firstRing + ring + 1); i++) {
                walk(coverage.use(i));
            }
            vertexStart[ring + 1] = vertices;
        }
        int[] ringStart = IntStream.rangeClosed(0, polygons)
                .map(polygon -> coverage.ringStart(first + polygon) - firstRing)
                .toArray();
        Optional<Polygons.Source> finer = coverage.finerThanGrid()
                ? Optional.of(
                        new Polygons.Source(Arrays.copyOf(longitude, vertices), Arrays.copyOf(latitude, vertices)))
                : Optional.empty();
        var walked = new Polygons(
                List.of(""),
                new int[] {0, polygons},
                ringStart,
                vertexStart,
                Arrays.copyOf(x, vertices),
                Arrays.copyOf(y, vertices),
                finer);
        return Shape.of(walked, 0);
    }

    /// Takes the vertices of a use, all but the last one.
    private void walk(int use) {
        int arc = use >= 0 ? use : ~use;
        int first = coverage.arcStart(arc);
        int last = coverage.arcStart(arc + 1) - 1;
        growBy(last - first);
        for (int step = 0; step < last - first; step++) {
            int v = use >= 0 ? first + step : last - step;
            x[vertices] = coverage.x(v);
            y[vertices] = coverage.y(v);
            longitude[vertices] = coverage.longitude(v);
            latitude[vertices++] = coverage.latitude(v);
        }
    }

    private void growBy(int more) {
        if (vertices + more > x.length) {
            int length = Math.max(vertices + more, 2 * x.length);
            x = Arrays.copyOf(x, length);
            y = Arrays.copyOf(y, length);
            longitude = Arrays.copyOf(longitude, length);
            latitude = Arrays.copyOf(latitude, length);
        }
    }
}
