package io.github.backsight.tile;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.parallel.Workers;
import io.github.backsight.topology.MercatorVertices;
import io.github.backsight.topology.Weights;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.Coordinate;

/// Looks for crossings among all pairs of segments, and expects the same.
class CrossingsTest {
    private static final MathContext DIGITS = new MathContext(60);

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyCrossingIsFoundOnAnyNumberOfThreads(long seed) {
        var random = new Random(seed);
        var arcs = tangled(random);
        var grid = new ZoomGrid(2 + random.nextInt(10));
        var expected = crossings(arcs, grid);
        assertThat(expected).isNotEmpty();
        for (int threads = 1; threads <= 3; threads++) {
            try (var workers = new Workers(threads)) {
                var found = Crossings.find(arcs, grid, workers);
                assertThat(Arrays.stream(found.items, 0, found.size).boxed())
                        .as("on %d threads", threads)
                        .containsAll(expected);
            }
        }
    }

    /// Many short steps and few long ones, half of them along an axis.
    private static SimplifiedArcs tangled(Random random) {
        var drawing = new Drawing();
        for (int feature = 0; feature < 6; feature++) {
            var ring = new Coordinate[61];
            double x = random.nextInt(1_000_000);
            double y = random.nextInt(1_000_000);
            for (int i = 0; i < ring.length - 1; i++) {
                int most = random.nextInt(10) == 0 ? 30_000_000 : 200_000;
                int direction = random.nextInt(4);
                x += direction == 0 ? 0 : random.nextInt(-most, most);
                y += direction == 1 ? 0 : random.nextInt(-most, most);
                x = Math.clamp(x, -60_000_000, 60_000_000);
                y = Math.clamp(y, -60_000_000, 60_000_000);
                ring[i] = new Coordinate(x, y);
            }
            ring[ring.length - 1] = ring[0];
            drawing.grid(Drawing.geometry().createPolygon(ring));
        }
        var coverage = drawing.coverage();
        try (var workers = new Workers(1)) {
            var vertices = MercatorVertices.of(coverage, workers);
            var weights = Weights.of(coverage, vertices, new float[0], workers);
            return SimplifiedArcs.of(coverage, vertices, weights, 0, workers);
        }
    }

    private static Set<Long> crossings(SimplifiedArcs arcs, ZoomGrid grid) {
        int[] segments = IntStream.range(0, arcs.arcCount())
                .flatMap(arc -> IntStream.range(arcs.start[arc], arcs.start[arc + 1] - 1))
                .toArray();
        var cells = new TreeSet<Long>();
        for (int one : segments) {
            for (int other : segments) {
                if (one < other
                        && cross(arcs, one, other)
                        && leavesItsCell(arcs, grid, one)
                        && leavesItsCell(arcs, grid, other)) {
                    cells.add(cell(arcs, grid, one, other));
                }
            }
        }
        return cells;
    }

    private static boolean leavesItsCell(SimplifiedArcs arcs, ZoomGrid grid, int segment) {
        return grid.cell(arcs.x[segment]) != grid.cell(arcs.x[segment + 1])
                || grid.cell(arcs.y[segment]) != grid.cell(arcs.y[segment + 1]);
    }

    private static boolean cross(SimplifiedArcs arcs, int one, int other) {
        var a = point(arcs, one);
        var b = point(arcs, one + 1);
        var c = point(arcs, other);
        var d = point(arcs, other + 1);
        return Orientation.index(a, b, c) * Orientation.index(a, b, d) < 0
                && Orientation.index(c, d, a) * Orientation.index(c, d, b) < 0;
    }

    private static Coordinate point(SimplifiedArcs arcs, int vertex) {
        return new Coordinate(arcs.x[vertex], arcs.y[vertex]);
    }

    private static long cell(SimplifiedArcs arcs, ZoomGrid grid, int a, int c) {
        var stepX = BigDecimal.valueOf((long) arcs.x[a + 1] - arcs.x[a]);
        var stepY = BigDecimal.valueOf((long) arcs.y[a + 1] - arcs.y[a]);
        var otherX = BigDecimal.valueOf((long) arcs.x[c + 1] - arcs.x[c]);
        var otherY = BigDecimal.valueOf((long) arcs.y[c + 1] - arcs.y[c]);
        var apartX = BigDecimal.valueOf((long) arcs.x[c] - arcs.x[a]);
        var apartY = BigDecimal.valueOf((long) arcs.y[c] - arcs.y[a]);
        var along = apartX.multiply(otherY).subtract(apartY.multiply(otherX));
        var whole = stepX.multiply(otherY).subtract(stepY.multiply(otherX));
        return HotPixels.key(
                cell(grid, arcs.x[a], stepX.multiply(along).divide(whole, DIGITS)),
                cell(grid, arcs.y[a], stepY.multiply(along).divide(whole, DIGITS)));
    }

    private static int cell(ZoomGrid grid, int start, BigDecimal step) {
        return grid.cell(step.add(BigDecimal.valueOf(start))
                .setScale(0, RoundingMode.FLOOR)
                .intValueExact());
    }
}
