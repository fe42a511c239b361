package io.github.backsight.tile;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.geom.Mercator;
import io.github.backsight.progress.Progress;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.union.UnaryUnionOp;
import org.locationtech.jts.operation.valid.IsValidOp;

/// What every clean coverage must be in tiles, judged by JTS and a decoder that is not ours.
class CutCoverageTest {

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 12);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void featuresAreValidAndFillTheirRectangleInEveryTileWithoutGapsOrOverlaps(long seed) {
        var random = RandomCoverage.of(seed);
        int highest = 3 + (int) (seed % 10);
        for (var cutting : random.drawing().cut(Math.max(0, highest - 4), highest)) {
            // All tiles of most zooms, some of the highest ones: enough, and quick.
            int step = Math.max(1, cutting.tileCount() / 30);
            for (int number = 0; number < cutting.tileCount(); number += step) {
                var features = Cuttings.features(cutting, number);
                features.forEach((feature, geometry) -> assertValid(geometry, cutting, feature));
                if (cutting.drawnSmallest().isEmpty()) {
                    assertFilled(features, random, cutting, cutting.tile(number));
                }
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyTileThatTheRectangleTouchesExistsAndNoOther(long seed) {
        var random = RandomCoverage.of(seed);
        var cutting = random.drawing().cut(5, 5).getFirst();
        var tiles =
                IntStream.range(0, cutting.tileCount()).mapToObj(cutting::tile).toList();
        var expected = IntStream.range(0, 1 << 10)
                .mapToObj(number -> new TileId(5, number & 31, number >> 5))
                .filter(tile -> inTile(random.extent(), tile).getArea() > 0)
                .sorted()
                .toList();
        if (cutting.drawnSmallest().isEmpty()) {
            assertThat(tiles).isEqualTo(expected);
        }
        assertThat(tiles).isSorted().doesNotHaveDuplicates();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void noFeatureIsLostAtTheHighestZoom(long seed) {
        var random = RandomCoverage.of(seed);
        for (int highest = 0; highest < 6; highest++) {
            var cutting = random.drawing().cut(0, highest).getLast();
            var present = IntStream.range(0, cutting.pieceStart(cutting.tileCount()))
                    .map(cutting::feature)
                    .distinct()
                    .sorted()
                    .boxed()
                    .toList();
            assertThat(present)
                    .isEqualTo(
                            IntStream.range(0, random.features().size()).boxed().toList());
            assertThat(cutting.vanished()).isZero();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void law7_theSameTilesComeFromAnyNumberOfThreads(long seed) {
        var drawing = RandomCoverage.of(seed).drawing();
        var coverage = drawing.coverage();
        var alone = TileCutter.cut(coverage, CutSettings.of(0, 6, 1), "drawn", Progress.SILENT);
        var together = TileCutter.cut(coverage, CutSettings.of(0, 6, 4), "drawn", Progress.SILENT);
        assertThat(together).isEqualTo(alone);
    }

    private static void assertValid(Geometry geometry, Cutting cutting, int feature) {
        var error = new IsValidOp(geometry).getValidationError();
        assertThat(error).as("feature %d in %s: %s", feature, cutting, geometry).isNull();
        assertThat(geometry.getArea()).isPositive();
        for (int i = 0; i < geometry.getNumGeometries(); i++) {
            assertThat(geometry.getGeometryN(i) instanceof Polygon).isTrue();
        }
    }

    private static void assertFilled(
            Map<Integer, Geometry> features, RandomCoverage random, Cutting cutting, TileId tile) {
        var expected = inTile(random.extent(), tile);
        double sum = features.values().stream().mapToDouble(Geometry::getArea).sum();
        assertThat(sum).as("areas in %s of %s", tile, cutting).isEqualTo(expected.getArea());
        var union = UnaryUnionOp.union(features.values());
        assertThat(union.getArea()).isEqualTo(expected.getArea());
        assertThat((Object) union.getEnvelopeInternal()).isEqualTo(expected);
    }

    /// The rectangle on the tile's grid, cut by its buffered box.
    private static Envelope inTile(Envelope degrees, TileId tile) {
        var grid = new ZoomGrid(tile.z());
        var whole = new Envelope(
                grid.cell(Mercator.x(degrees.getMinX() / 1e7)) - 4096.0 * tile.x(),
                grid.cell(Mercator.x(degrees.getMaxX() / 1e7)) - 4096.0 * tile.x(),
                grid.cell(Mercator.y(degrees.getMinY() / 1e7)) - 4096.0 * tile.y(),
                grid.cell(Mercator.y(degrees.getMaxY() / 1e7)) - 4096.0 * tile.y());
        return whole.intersection(new Envelope(-80, 4176, -80, 4176));
    }
}
