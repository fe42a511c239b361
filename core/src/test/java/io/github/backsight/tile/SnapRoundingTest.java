package io.github.backsight.tile;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.parallel.Workers;
import io.github.backsight.topology.MercatorVertices;
import io.github.backsight.topology.Weights;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;

/// The promises of [NodedArcs], checked line against line.
class SnapRoundingTest {

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void linesMeetOnlyInTheirPointsAndStayOnOneSideOfEveryTileBorder(long seed) {
        var random = new Random(seed);
        var arcs = scribbled(random, 1 + random.nextInt(8));
        for (int zoom : new int[] {random.nextInt(4), 4 + random.nextInt(4)}) {
            try (var workers = new Workers(2)) {
                var noded = SnapRounding.round(arcs, new ZoomGrid(zoom), workers);
                int[] lines = IntStream.range(0, arcs.arcCount())
                        .flatMap(arc -> IntStream.range(noded.start[arc], noded.start[arc + 1] - 1))
                        .toArray();
                assertThat(lines).isNotEmpty();
                for (int line : lines) {
                    assertOnOneSide(noded.x[line], noded.x[line + 1]);
                    assertOnOneSide(noded.y[line], noded.y[line + 1]);
                }
                for (int i = 0; i < lines.length; i++) {
                    for (int j = 0; j < i; j++) {
                        assertApart(noded, lines[i], lines[j]);
                    }
                }
            }
        }
    }

    private static SimplifiedArcs scribbled(Random random, int features) {
        var drawing = new Drawing();
        double size = Math.pow(10, 6 + 2.5 * random.nextDouble());
        for (int feature = 0; feature < features; feature++) {
            var ring = new Coordinate[12];
            for (int i = 0; i < ring.length - 1; i++) {
                ring[i] = new Coordinate(
                        Math.rint(random.nextGaussian() * size), Math.rint(random.nextGaussian() * size / 2));
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

    private static void assertOnOneSide(int one, int other) {
        for (int line = TileBorders.atOrAfter(Math.min(one, other)); line < Math.max(one, other); ) {
            assertThat(line).as("between %d and %d", one, other).isEqualTo(Math.min(one, other));
            line = TileBorders.atOrAfter(line + 1);
        }
    }

    /// Two lines have nothing in common but whole points of both.
    private static void assertApart(NodedArcs arcs, int line, int other) {
        var a = point(arcs, line);
        var b = point(arcs, line + 1);
        var c = point(arcs, other);
        var d = point(arcs, other + 1);
        boolean inside = isInside(c, a, b) || isInside(d, a, b) || isInside(a, c, d) || isInside(b, c, d);
        boolean cross = Orientation.index(a, b, c) * Orientation.index(a, b, d) < 0
                && Orientation.index(c, d, a) * Orientation.index(c, d, b) < 0;
        if (inside || cross) {
            throw new AssertionError("lines meet: " + a + b + " and " + c + d);
        }
    }

    private static boolean isInside(Coordinate point, Coordinate a, Coordinate b) {
        return Orientation.index(a, b, point) == 0
                && !point.equals2D(a)
                && !point.equals2D(b)
                && new Envelope(a, b).contains(point);
    }

    private static Coordinate point(NodedArcs arcs, int index) {
        return new Coordinate(arcs.x[index], arcs.y[index]);
    }

    /// The definition, in fractions: clip the segment's parameter to the half-open cell.
    @Test
    void aSegmentPassesACellWhenOneOfItsPointsIsInTheHalfOpenCell() {
        var random = new Random(7);
        for (int i = 0; i < 50_000; i++) {
            int[] at = random.ints(4, -9, 10).toArray();
            assertThat(PassedPixels.passes(at[0], at[1], at[2], at[3], -2, -2, 2, 2))
                    .as("%s", at)
                    .isEqualTo(passes(at[0], at[1], at[2], at[3]));
        }
    }

    /// Tries all fractions that can matter: where the segment meets a side of the cell, and half-way between
    /// those.
    private static boolean passes(int x0, int y0, int x1, int y1) {
        int dx = x1 - x0;
        int dy = y1 - y0;
        long scale = 2L * Math.max(1, Math.abs(dx)) * Math.max(1, Math.abs(dy));
        long[] places = IntStream.of(-2, 2)
                .boxed()
                .flatMapToLong(side -> LongStream.of(
                        0, scale, dx == 0 ? 0 : (side - x0) * scale / dx, dy == 0 ? 0 : (side - y0) * scale / dy))
                .sorted()
                .toArray();
        for (long one : places) {
            for (long other : places) {
                long twice = one + other;
                if (twice >= 0 && twice <= 2 * scale && in(x0, dx, twice, scale) && in(y0, dy, twice, scale)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean in(int start, int step, long twice, long scale) {
        long place = 2 * scale * start + step * twice;
        return place >= -4 * scale && place < 4 * scale;
    }
}
