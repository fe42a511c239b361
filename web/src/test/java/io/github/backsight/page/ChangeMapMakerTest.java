package io.github.backsight.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.backsight.page.ChangeMapMaker.Side;
import io.github.backsight.progress.Progress;
import io.github.backsight.tile.DecodedTile;
import io.github.backsight.tile.MvtDecoder;
import io.github.backsight.tile.TileId;
import io.github.backsight.tile.TileValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangeMapMakerTest {
    private static final int SQUARES = 40;

    @TempDir
    private Path folder;

    private ChangeMap map(Map<String, Integer> marks) throws IOException {
        var polygons = MadeUpMap.squares(folder, SQUARES);
        var cuttings = CutTiles.cut(polygons, 1, Progress.SILENT);
        var before = MadeUpMap.rates(SQUARES, number -> String.valueOf(number));
        var now = MadeUpMap.rates(SQUARES, number -> String.valueOf(number == 7 ? 30 : number));
        var then = CutTiles.of(cuttings, polygons, before, before.column("rate").orElseThrow(), 1);
        var today = CutTiles.of(cuttings, polygons, now, now.column("rate").orElseThrow(), 1);
        return new ChangeMapMaker(CutTiles.ID, Optional.of(CutTiles.VALUE), marks, 2)
                .make(new Side(then, Optional.empty()), new Side(today, Optional.empty()), Progress.SILENT);
    }

    private static Map<String, DecodedTile.Feature> features(ChangeMap map, int zoom) throws IOException {
        var features = new HashMap<String, DecodedTile.Feature>();
        for (var tile : map.tiles().entrySet()) {
            if (tile.getKey().z() == zoom) {
                for (var layer : MvtDecoder.decode(unpacked(tile.getValue())).layers()) {
                    for (var feature : layer.features()) {
                        if (feature.attributes().get("id") instanceof TileValue.Text(var name)) {
                            features.put(name, feature);
                        }
                    }
                }
            }
        }
        return features;
    }

    private static Map<String, TileValue> attributes(Map<String, DecodedTile.Feature> features, String name) {
        return Optional.ofNullable(features.get(name)).orElseThrow().attributes();
    }

    private static byte[] unpacked(byte[] tile) throws IOException {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(tile))) {
            return in.readAllBytes();
        }
    }

    @Test
    void everyFeatureIsThereWithItsValuesOfBothSides() throws IOException {
        var features = features(map(Map.of("p007", 2)), 5);

        assertThat(features.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, SQUARES).mapToObj(MadeUpMap::id).toList());
        assertThat(attributes(features, "p007"))
                .containsEntry("b", new TileValue.Numeric(7))
                .containsEntry("n", new TileValue.Numeric(30))
                .containsEntry("m", new TileValue.Numeric(2));
        assertThat(attributes(features, "p008")).doesNotContainKey("m");
    }

    @Test
    void coloursGoByNearlyAllValuesAndByTheDifferences() throws IOException {
        var colours = map(Map.of("p007", 2)).colours().orElseThrow();

        assertThat(colours.low()).isBetween(0.0, 2.0);
        assertThat(colours.high()).isBetween(37.0, 39.0);
        assertThat(colours.far()).isEqualTo(23);
        assertThat(colours.truth()).isFalse();
    }

    @Test
    void whatIsMarkedHasItsPlaceAndAPoint() throws IOException {
        var map = map(Map.of("p007", 2, "p001", 1));

        assertThat(map.places().keySet()).containsExactlyInAnyOrder("p007", "p001");
        assertThat(map.points()).singleElement().satisfies(point -> {
            assertThat(point.longitude()).isCloseTo(7.5, within(0.01));
            assertThat(point.latitude()).isCloseTo(0.5, within(0.01));
        });
        assertThat(map.places()).containsEntry("p007", map.points().getFirst());
    }

    @Test
    void theFirstLookShowsAllOfIt() throws IOException {
        var bounds = map(Map.of()).bounds();

        assertThat(bounds.west()).isBetween(-1.0, 0.0);
        assertThat(bounds.east()).isBetween(10.0, 11.0);
        assertThat(bounds.north()).isBetween(4.0, 5.0);
    }

    @Test
    void aSmallMapIsThereAtEveryZoomWithEveryFeature() throws IOException {
        var map = map(Map.of("p007", 1));

        assertThat(map.from()).isZero();
        assertThat(map.everyTo()).isEqualTo(map.detailTo()).isEqualTo(9);
        assertThat(map.tiles().keySet().stream().map(TileId::z).distinct()).hasSize(10);
    }

    @Test
    void polygonsWithoutValuesAreComparedByTheirShape() throws IOException {
        var before = MadeUpMap.squares(folder, List.of(0, 1, 2), 1);
        var now = MadeUpMap.squares(folder, List.of(0, 1, 3), 0.9);
        var then = CutTiles.of(CutTiles.cut(before, 1, Progress.SILENT), before, 1);
        var today = CutTiles.of(CutTiles.cut(now, 1, Progress.SILENT), now, 1);

        var map = new ChangeMapMaker(CutTiles.ID, Optional.empty(), Map.of("p002", 2, "p003", 2), 1)
                .make(new Side(then, Optional.empty()), new Side(today, Optional.empty()), Progress.SILENT);

        assertThat(map.colours()).isEmpty();
        assertThat(map.places().keySet()).containsExactlyInAnyOrder("p002", "p003");
        assertThat(features(map, 5).keySet()).containsExactlyInAnyOrder("p000", "p001", "p002", "p003");
    }

    @Test
    void theTableBehindTilesIsReadBack() throws IOException {
        var polygons = MadeUpMap.squares(folder, SQUARES);
        var rates = MadeUpMap.rates(SQUARES, number -> number % 2 == 0 ? "0.25" : String.valueOf(number));
        var tiles = CutTiles.of(
                CutTiles.cut(polygons, 1, Progress.SILENT),
                polygons,
                rates,
                rates.column("rate").orElseThrow(),
                1);

        var table = TileTable.of(tiles, CutTiles.ID, 2, Progress.SILENT);

        assertThat(table.ids()).isEqualTo(rates.ids());
        var column = table.column(CutTiles.VALUE).orElseThrow();
        assertThat(column.number(column.code(4))).isEqualTo(0.25);
        assertThat(column.text(column.code(21))).isEqualTo("21");
    }
}
