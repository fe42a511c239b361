package io.github.backsight.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.backsight.shape.Polygons;
import io.github.backsight.testkit.Coverages;
import io.github.backsight.testkit.RandomCoverage;
import io.github.backsight.testkit.SpoiltCoverage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.GeometryFixer;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

class DissolveTest {
    private static final GeometryFactory FACTORY = new GeometryFactory();

    @Test
    void neighboursOfOneGroupBecomeOnePolygon() {
        var dissolved = dissolve("""
                A A B
                A C B
                """, 0, 0, 0);

        assertThat(polygons(dissolved)).hasSize(1);
        assertThat(polygons(dissolved).getFirst().getArea()).isEqualTo(6 * cell(), within(1e-15));
    }

    @Test
    void aNegativeZeroStaysOneWhateverElseIsThere() {
        var triangle = new Polygons(
                List.of("a"),
                new int[] {0, 1},
                new int[] {0, 1},
                new int[] {0, 3},
                new int[] {0, 10_000_000, 10_000_000},
                new int[] {0, 0, 10_000_000},
                Optional.of(new Polygons.Source(new double[] {-0.0, 1, 1}, new double[] {0, 0, 1})));

        var dissolved = Dissolve.by(Coverage.of(triangle), new int[] {0}, 1).polygons();

        assertThat(Double.doubleToRawLongBits(dissolved.longitude(0))).isEqualTo(Double.doubleToRawLongBits(-0.0));
    }

    @Test
    void polygonsThatTouchAtACornerStaySeparate() {
        assertThat(polygons(dissolve("""
                A .
                . B
                """, 0, 0))).hasSize(2);
    }

    @Test
    void aHoleThatTouchesItsShellAtACornerIsAHole() {
        var polygons = polygons(dissolve("""
                A A A .
                A . A A
                A A . A
                A A A A
                """, 0));

        assertThat(polygons).hasSize(1);
        assertThat(polygons.getFirst().getNumInteriorRing()).isEqualTo(2);
    }

    @Test
    void anIslandInAHoleIsAPolygonOfItsOwn() {
        var polygons = polygons(dissolve("""
                A A A A A
                A B B B A
                A B A B A
                A B B B A
                A A A A A
                """, 0, -1));

        assertThat(polygons).hasSize(2);
        assertThat(polygons.stream().mapToInt(Polygon::getNumInteriorRing).sum())
                .isEqualTo(1);
    }

    @Test
    void shellsRunCounterclockwiseAndHolesClockwise() {
        var polygon = polygons(dissolve("""
                A A A
                A . A
                A A A
                """, 0)).getFirst();

        assertThat(org.locationtech.jts.algorithm.Orientation.isCCW(
                        polygon.getExteriorRing().getCoordinates()))
                .isTrue();
        assertThat(org.locationtech.jts.algorithm.Orientation.isCCW(
                        polygon.getInteriorRingN(0).getCoordinates()))
                .isFalse();
    }

    @Test
    void groupsThatAreNoGroupsAreRefused() {
        var coverage = Coverage.of(Coverages.drawn("A B"));

        assertThatThrownBy(() -> Dissolve.by(coverage, new int[] {0, 2}, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected 2 group numbers from -1 to 1, not [0, 2]");
    }

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aCleanCoverageDissolvesWithoutOverlayToWhatJtsUnites(long seed) {
        var source = RandomCoverage.of(seed);
        var coverage = Coverage.of(source);
        int[] group = groups(seed, source.featureCount(), 3);

        var dissolved = Dissolve.by(coverage, group, 3);

        assertThat(CoverageFaults.of(coverage).list()).isEmpty();
        assertThat(dissolved.report().overlaid()).isZero();
        assertAsJtsUnites(source, group, dissolved, 0);
        assertThat(places(source)).containsAll(places(dissolved.polygons()));
    }

    static Stream<Arguments> spoilt() {
        return Stream.of(SpoiltCoverage.Spoiler.values())
                .flatMap(spoiler -> LongStream.range(0, 15).mapToObj(seed -> Arguments.of(spoiler, seed)));
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("spoilt")
    void aSpoiltCoverageDissolvesToWhatJtsUnites(SpoiltCoverage.Spoiler spoiler, long seed) {
        var source = Coverages.of(SpoiltCoverage.features(seed, spoiler));
        int[] group = groups(seed, source.featureCount(), 2);

        var dissolved = Dissolve.by(Coverage.of(source), group, 2);

        assertAsJtsUnites(source, group, dissolved, 1e-13);
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("spoilt")
    void everyPairThatOverlapsIsAFault(SpoiltCoverage.Spoiler spoiler, long seed) {
        var source = Coverages.of(SpoiltCoverage.features(seed, spoiler));
        var faults = CoverageFaults.of(Coverage.of(source)).list();
        var features = IntStream.range(0, source.featureCount())
                .mapToObj(f -> mended(source, f))
                .toList();

        for (int f = 0; f < features.size(); f++) {
            for (int other = 0; other < f; other++) {
                double shared = OverlayNGRobust.overlay(features.get(other), features.get(f), 1)
                        .getArea();
                int low = other;
                int high = f;
                if (faults.stream().noneMatch(fault -> fault.feature() == low && fault.other() == high)) {
                    assertThat(shared).as("%d and %d", low, high).isLessThan(1e-12);
                }
            }
        }
    }

    private static void assertAsJtsUnites(Polygons source, int[] group, Dissolved dissolved, double tolerance) {
        for (int number = 0; number < 3; number++) {
            int wanted = number;
            var members = IntStream.range(0, group.length)
                    .filter(f -> group[f] == wanted)
                    .mapToObj(f -> mended(source, f))
                    .toList();
            var union = OverlayNGRobust.union(FACTORY.buildGeometry(members));
            var pieces = new ArrayList<Polygon>();
            for (int f = 0; f < dissolved.polygons().featureCount(); f++) {
                if (dissolved.group(f) == wanted) {
                    var piece = Coverages.geometries(dissolved.polygons(), f);
                    assertThat(piece).hasSize(1).allMatch(Geometry::isValid);
                    pieces.addAll(piece);
                }
            }
            double area = pieces.stream().mapToDouble(Geometry::getArea).sum();
            assertThat(area).isCloseTo(union.getArea(), within(1e-12 + tolerance));
            assertThat(pieces).hasSize(union.isEmpty() ? 0 : union.getNumGeometries());
            var together = FACTORY.buildGeometry(pieces);
            assertThat(OverlayNGRobust.overlay(together, union, 4).getArea()).isLessThan(1e-10);
        }
    }

    private static Geometry mended(Polygons source, int feature) {
        return OverlayNGRobust.union(FACTORY.buildGeometry(Coverages.geometries(source, feature).stream()
                .map(GeometryFixer::fix)
                .toList()));
    }

    private static int[] groups(long seed, int features, int count) {
        return new Random(seed).ints(features, -1, count).toArray();
    }

    private static Set<Coordinate> places(Polygons polygons) {
        var places = new HashSet<Coordinate>();
        for (int v = 0; v < polygons.vertexCount(); v++) {
            places.add(new Coordinate(polygons.longitude(v), polygons.latitude(v)));
        }
        return places;
    }

    private static double cell() {
        return Coverages.CELL * Coverages.CELL;
    }

    private static Dissolved dissolve(String picture, int... group) {
        return Dissolve.by(Coverage.of(Coverages.drawn(picture)), group, 2);
    }

    private static List<Polygon> polygons(Dissolved dissolved) {
        return IntStream.range(0, dissolved.polygons().featureCount())
                .mapToObj(f -> Coverages.geometries(dissolved.polygons(), f))
                .flatMap(List::stream)
                .toList();
    }
}
