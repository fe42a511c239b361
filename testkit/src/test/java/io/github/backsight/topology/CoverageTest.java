package io.github.backsight.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.parallel.Workers;
import io.github.backsight.shape.Polygons;
import io.github.backsight.testkit.Coverages;
import io.github.backsight.testkit.RandomCoverage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

class CoverageTest {
    @Test
    void neighboursShareTheirBorderOnce() {
        var coverage = Coverage.of(Coverages.drawn("""
                A A B
                A . B
                C C C
                """));

        // A's outside, A and B, A inside, B's outside, B inside, A and C, C inside, B and C, C's outside.
        assertThat(coverage.arcCount()).isEqualTo(9);
        assertThat(usesByArc(coverage).values()).allMatch(uses -> uses <= 2);
    }

    @Test
    void anIslandThatFillsAHoleIsOneClosedArcUsedBothWays() {
        var coverage = Coverage.of(Coverages.drawn("""
                A A A
                A B A
                A A A
                """));

        assertThat(coverage.arcCount()).isEqualTo(2);
        int hole = coverage.use(coverage.useStart(1));
        int island = coverage.use(coverage.useStart(2));
        assertThat(hole >= 0 ? hole : ~hole).isEqualTo(island >= 0 ? island : ~island);
    }

    @Test
    void aClosedArcIsFoundAgainWhereverTheOtherRingBegins() {
        var coverage = Coverage.of(wkt(
                "POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (1 1, 2 1, 2 2, 1 2, 1 1))",
                "POLYGON ((2 2, 2 1, 1 1, 1 2, 2 2))",
                "POLYGON ((1 2, 2 2, 2 1, 1 1, 1 2))"));

        assertThat(coverage.arcCount()).isEqualTo(2);
        assertThat(usesByArc(coverage)).containsValue(3);
    }

    @Test
    void bothWaysOfASpikeAreOneArc() {
        var coverage = Coverage.of(wkt("POLYGON ((0 0, 4 0, 4 4, 6 6, 4 4, 0 4, 0 0))"));

        assertThat(coverage.arcCount()).isEqualTo(2);
        assertThat(usesByArc(coverage)).containsValue(2);
    }

    @Test
    void ringsThatAreNoShapeAreLeftOutAndCounted() {
        var coverage = Coverage.of(wkt(
                "POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (1 1, 2 2, 1 1, 1 1))",
                "POLYGON ((7 7, 7 7, 8 8, 7 7), (7 7, 7.1 7, 7.1 7.1, 7 7))",
                "POLYGON ((9 9, 9 8, 9 8, 8 8, 9 9))"));

        assertThat(coverage.droppedRings()).isEqualTo(3);
        assertThat(coverage.polygonStart(1)).isEqualTo(1);
        assertThat(coverage.polygonStart(2)).isEqualTo(1);
        assertThat(coverage.polygonStart(3)).isEqualTo(2);
        assertThat(coverage.vertexCount()).isEqualTo(5 + 4);
    }

    @Test
    void nothingIsACoverageToo() {
        var coverage = Coverage.of(Coverages.of(List.of()));

        assertThat(coverage.arcCount()).isZero();
        assertThat(CoverageFaults.of(coverage).isClean()).isTrue();
        assertThat(Dissolve.by(coverage, new int[0], 3).polygons().featureCount())
                .isZero();
        try (var workers = new Workers(1)) {
            var vertices = MercatorVertices.of(coverage, workers);
            assertThat(Weights.of(coverage, vertices, new float[] {1}, workers)).isNotNull();
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theRingsOfTheSourceAreInTheArcs(long seed) {
        var source = RandomCoverage.of(seed);
        var coverage = Coverage.of(source);

        assertThat(coverage.ringCount()).isEqualTo(source.ringCount());
        for (int ring = 0; ring < source.ringCount(); ring++) {
            var expected = new ArrayList<List<Integer>>();
            for (int v = source.vertexStart(ring); v < source.vertexStart(ring + 1); v++) {
                expected.add(List.of(source.x(v), source.y(v)));
            }
            var walked = walk(coverage, ring);
            Collections.rotate(expected, -expected.indexOf(walked.getFirst()));
            assertThat(walked).isEqualTo(expected);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyEdgeIsInOneArcOnly(long seed) {
        var coverage = Coverage.of(RandomCoverage.of(seed));
        var edges = new ArrayList<List<Long>>();
        for (int arc = 0; arc < coverage.arcCount(); arc++) {
            for (int v = coverage.arcStart(arc); v + 1 < coverage.arcStart(arc + 1); v++) {
                long one = (long) coverage.x(v) << 32 | coverage.y(v);
                long other = (long) coverage.x(v + 1) << 32 | coverage.y(v + 1);
                edges.add(List.of(Math.min(one, other), Math.max(one, other)));
            }
        }

        assertThat(edges).doesNotHaveDuplicates();
    }

    private static List<List<Integer>> walk(Coverage coverage, int ring) {
        var walked = new ArrayList<List<Integer>>();
        for (int i = coverage.useStart(ring); i < coverage.useStart(ring + 1); i++) {
            coverage.arcs().walk(coverage.use(i), v -> walked.add(List.of(coverage.x(v), coverage.y(v))));
        }
        return walked;
    }

    private static Map<Integer, Integer> usesByArc(Coverage coverage) {
        var uses = new HashMap<Integer, Integer>();
        for (int i = 0; i < coverage.useStart(coverage.ringCount()); i++) {
            uses.merge(Arcs.arc(coverage.use(i)), 1, Integer::sum);
        }
        return uses;
    }

    private static Polygons wkt(String... features) {
        var geometries = new ArrayList<Geometry>();
        for (var feature : features) {
            try {
                geometries.add(new WKTReader().read(feature));
            } catch (ParseException e) {
                throw new IllegalArgumentException(feature, e);
            }
        }
        return Coverages.of(geometries);
    }
}
