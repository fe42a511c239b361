package io.github.backsight.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.backsight.geom.Mercator;
import io.github.backsight.parallel.Workers;
import io.github.backsight.testkit.Coverages;
import io.github.backsight.testkit.RandomCoverage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.algorithm.distance.DiscreteHausdorffDistance;
import org.locationtech.jts.coverage.CoverageValidator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;

class WeightsTest {
    private static final GeometryFactory FACTORY = new GeometryFactory();

    /// In units of the Mercator grid: a degree of longitude is about 3 million.
    private static final float[] TOLERANCES = {0, 300, 3_000, 30_000, 100_000, 300_000, 3e6f, 1e9f};

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void atEveryToleranceTheCoverageStaysCleanAndEveryPolygonPresent(long seed) {
        var coverage = Coverage.of(RandomCoverage.of(seed));
        var weights = weights(coverage, 2);
        for (double tolerance : TOLERANCES) {
            var features = new ArrayList<Geometry>();
            for (int f = 0; f < coverage.featureCount(); f++) {
                features.add(feature(coverage, weights, f, tolerance));
            }
            assertThat(features).as("at %s", tolerance).allMatch(Geometry::isValid);
            assertThat(CoverageValidator.isValid(features.toArray(Geometry[]::new)))
                    .as("neighbours have the same borders at %s", tolerance)
                    .isTrue();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void noBorderIsFartherFromItsWholeThanTheTolerance(long seed) {
        var coverage = Coverage.of(RandomCoverage.of(seed));
        var weights = weights(coverage, 2);
        for (int arc = 0; arc < coverage.arcCount(); arc++) {
            var whole = line(coverage, weights, arc, -1);
            for (double tolerance : TOLERANCES) {
                var left = line(coverage, weights, arc, tolerance);
                assertThat(DiscreteHausdorffDistance.distance(whole, left, 0.1)).isLessThanOrEqualTo(tolerance + 1e-6);
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void atTheHighestToleranceLittleIsLeft(long seed) {
        var coverage = Coverage.of(RandomCoverage.of(seed));
        var weights = weights(coverage, 2);
        int left = 0;
        for (int v = 0; v < coverage.vertexCount(); v++) {
            left += weights.weight(v) == Float.POSITIVE_INFINITY ? 1 : 0;
        }

        assertThat(left - 2 * coverage.arcCount()).isLessThan(coverage.vertexCount() / 20);
    }

    @Test
    void endsOfArcsAlwaysStay() {
        var coverage = Coverage.of(RandomCoverage.of(7));
        var weights = weights(coverage, 2);
        for (int arc = 0; arc < coverage.arcCount(); arc++) {
            assertThat(weights.weight(coverage.arcStart(arc))).isInfinite();
            assertThat(weights.weight(coverage.arcStart(arc + 1) - 1)).isInfinite();
        }
    }

    @Test
    void anIslandKeepsThreeCorners() {
        var coverage = Coverage.of(Coverages.drawn("A A A"));
        var weights = weights(coverage, 2);

        assertThat(new HashSet<>(List.of(line(coverage, weights, 0, 1e9).getCoordinates())))
                .hasSize(3);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void law7_theSameWeightsComeFromAnyNumberOfThreads(long seed) {
        var coverage = Coverage.of(RandomCoverage.of(seed));
        var alone = weights(coverage, 1);
        var together = weights(coverage, 4);
        for (int v = 0; v < coverage.vertexCount(); v++) {
            assertThat(together.weight(v)).isEqualTo(alone.weight(v));
        }
    }

    @Test
    void moreTolerancesThanCanBeKeptAreRefused() {
        var coverage = Coverage.of(Coverages.drawn("A"));
        try (var workers = new Workers(1)) {
            var vertices = MercatorVertices.of(coverage, workers);

            assertThatThrownBy(() -> Weights.of(coverage, vertices, new float[43], workers))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("at most 40");
        }
    }

    private static Weights weights(Coverage coverage, int threads) {
        try (var workers = new Workers(threads)) {
            return Weights.of(coverage, MercatorVertices.of(coverage, workers), TOLERANCES, workers);
        }
    }

    private static Geometry feature(Coverage coverage, Weights weights, int feature, double tolerance) {
        var polygons = new ArrayList<Geometry>();
        for (int p = coverage.polygonStart(feature); p < coverage.polygonStart(feature + 1); p++) {
            var rings = new ArrayList<LinearRing>();
            for (int ring = coverage.ringStart(p); ring < coverage.ringStart(p + 1); ring++) {
                rings.add(ring(coverage, weights, ring, tolerance));
            }
            polygons.add(FACTORY.createPolygon(
                    rings.getFirst(), rings.subList(1, rings.size()).toArray(LinearRing[]::new)));
        }
        return FACTORY.buildGeometry(polygons);
    }

    private static LinearRing ring(Coverage coverage, Weights weights, int ring, double tolerance) {
        var coordinates = new ArrayList<Coordinate>();
        for (int i = coverage.useStart(ring); i < coverage.useStart(ring + 1); i++) {
            int use = coverage.use(i);
            var walked = line(coverage, weights, use >= 0 ? use : ~use, tolerance);
            var part = List.of((use >= 0 ? walked : walked.reverse()).getCoordinates());
            coordinates.addAll(coordinates.isEmpty() ? part : part.subList(1, part.size()));
        }
        return FACTORY.createLinearRing(coordinates.toArray(Coordinate[]::new));
    }

    private static LineString line(Coverage coverage, Weights weights, int arc, double tolerance) {
        var coordinates = new ArrayList<Coordinate>();
        for (int v = coverage.arcStart(arc); v < coverage.arcStart(arc + 1); v++) {
            if (weights.weight(v) > tolerance) {
                coordinates.add(new Coordinate(Mercator.x(coverage.longitude(v)), Mercator.y(coverage.latitude(v))));
            }
        }
        return FACTORY.createLineString(coordinates.toArray(Coordinate[]::new));
    }
}
