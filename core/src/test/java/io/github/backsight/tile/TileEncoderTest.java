package io.github.backsight.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.backsight.table.Column;
import io.github.backsight.table.Column.Kind;
import io.tileverse.vectortile.model.VectorTile;
import io.tileverse.vectortile.mvt.VectorTileCodec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Attributes as others read them.
class TileEncoderTest {
    private static final Cutting TWO = new Drawing()
            .units(1, "POLYGON ((100 100, 200 100, 200 200, 100 200, 100 100))")
            .units(1, "POLYGON ((200 100, 300 100, 300 200, 200 200, 200 100), (220 120, 220 140, 240 140, 220 120))")
            .cutExactly(1);

    @Test
    void featuresHaveTheValuesOfTheirRowsAndBlankCellsAreLeftOut() throws IOException {
        var layer = layer(
                new int[] {1, 0},
                column("id", Kind.TEXT, "01001", "01002"),
                column("score", Kind.NUMBER, "0.75", ""),
                column("poor", Kind.TRUTH, "True", "false"),
                column("name", Kind.TEXT, "", "Ötigheim"));

        var tile = decode(layer.encoder().encode(TWO, 0).orElseThrow());

        assertThat(tile.getLayerNames()).containsExactly("blocks");
        assertThat(tile.getFeatures().map(VectorTile.Layer.Feature::getAttributes))
                .containsExactly(
                        Map.of("id", "01002", "poor", false, "name", "Ötigheim"),
                        Map.of("id", "01001", "score", 0.75f, "poor", true));
    }

    @Test
    void attributesThatWereCarriedAwayMakeTheSameTile() throws IOException {
        var columns = List.of(
                column("id", Kind.TEXT, "01001", "01002", "01003"),
                column("score", Kind.NUMBER, "0.75", "", "-3"),
                column("poor", Kind.TRUTH, "True", "false", ""),
                column("name", Kind.TEXT, "", "Ötigheim", "x".repeat(300)));
        var fields = columns.stream().map(TileField::of).toList();
        var attributes = new TileAttributes(fields);
        var here = new TileLayer("blocks", fields, new int[] {2, 1});

        var there = new TileLayer("blocks", attributes.fieldKinds(), List.of(attributes.ofRow(2), attributes.ofRow(1)));

        assertThat(there.encoder().encode(TWO, 0))
                .hasValueSatisfying(tile ->
                        assertThat(tile).isEqualTo(here.encoder().encode(TWO, 0).orElseThrow()));
        assertThat(there.fieldKinds()).isEqualTo(here.fieldKinds());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 2800",
        "7078.0, 28A637",
        "-3, 3005",
        "0.5, 150000003F",
        "0.1, 199A9999999999B93F",
        "9007199254740992, 288080808080808010",
        "1e300, 199C7500883CE4377E"
    })
    void aNumberTakesTheSmallestTypeThatHoldsItExactly(String number, String message) {
        var layer = layer(new int[] {0, -1}, column("n", Kind.NUMBER, number));

        assertThat(layer.valueBytes(0)).asHexString().isEqualTo(message);
    }

    @Test
    void equalValuesOfSeveralAttributesStandInTheTileOnce() {
        var layer = layer(new int[] {0, 0}, column("a", Kind.NUMBER, "7"), column("b", Kind.NUMBER, "7.0"));

        assertThat(layer.valueCount()).isEqualTo(1);
    }

    @Test
    void featuresWithoutARowAreLeftOutAndTilesWithoutFeaturesAreNone() throws IOException {
        var second = layer(new int[] {-1, 0}, column("id", Kind.TEXT, "x"));
        var none = layer(new int[] {-1, -1}, column("id", Kind.TEXT, "x"));

        assertThat(decode(second.encoder().encode(TWO, 0).orElseThrow())
                        .getFeatures()
                        .map(feature -> feature.getGeometry().getArea()))
                .containsExactly(9800.0);
        assertThat(none.encoder().encode(TWO, 0)).isEmpty();
    }

    @Test
    void law7_anEncoderForgetsTheTileBefore() {
        var layer = layer(new int[] {0, 1}, column("id", Kind.TEXT, "x", "y"), column("n", Kind.NUMBER, "1", "2"));
        var encoder = layer.encoder();

        assertThat(encoder.encode(TWO, 0).orElseThrow())
                .isEqualTo(encoder.encode(TWO, 0).orElseThrow());
    }

    @Test
    void fieldsAreListedAsTileJsonNamesThem() {
        var layer = layer(
                new int[] {0, 0},
                column("GEOID10", Kind.TEXT, "1"),
                column("n", Kind.NUMBER, "1"),
                column("t", Kind.TRUTH, "true"));

        assertThat(layer.fieldKinds())
                .containsExactly(Map.entry("GEOID10", "String"), Map.entry("n", "Number"), Map.entry("t", "Boolean"));
    }

    @Test
    void twoAttributesOfOneNameAreRefused() {
        assertThatThrownBy(() -> layer(new int[] {0}, column("a", Kind.TEXT, "1"), column("a", Kind.TEXT, "2")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("two attributes of the layer are called 'a'");
    }

    @Test
    void ourDecoderReadsTheSame() throws IOException {
        var layer = layer(
                new int[] {0, 0},
                column("id", Kind.TEXT, "x"),
                column("score", Kind.NUMBER, "-0.1"),
                column("count", Kind.NUMBER, "-12"),
                column("poor", Kind.TRUTH, "true"));

        var tile = MvtDecoder.decode(layer.encoder().encode(TWO, 0).orElseThrow());

        var blocks = tile.layers().getFirst();
        assertThat(blocks.name()).isEqualTo("blocks");
        assertThat(blocks.extent()).isEqualTo(4096);
        var feature = blocks.features().get(1);
        assertThat(feature.attributes())
                .containsExactly(
                        Map.entry("id", new TileValue.Text("x")),
                        Map.entry("score", new TileValue.Numeric(-0.1)),
                        Map.entry("count", new TileValue.Numeric(-12)),
                        Map.entry("poor", new TileValue.Truth(true)));
        var polygon = feature.polygons().getFirst();
        assertThat(polygon.shell().doubledArea()).isEqualTo(20000);
        assertThat(polygon.holes()).extracting(TileRing::doubledArea).containsExactly(-400L);
    }

    @Test
    void law7_gzipIsReadByTheJdkAndTheSameEveryTime() throws IOException {
        byte[] plain = layer(new int[] {0, 0}, column("id", Kind.TEXT, "x"))
                .encoder()
                .encode(TWO, 0)
                .orElseThrow();
        try (var gzip = new Gzip(6)) {
            byte[] packed = gzip.compress(plain);
            gzip.compress(new byte[100_000]);

            assertThat(gzip.compress(plain)).isEqualTo(packed);
            assertThat(packed).startsWith(0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF);
            assertThat(new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes())
                    .isEqualTo(plain);
        }
    }

    private static VectorTile decode(byte[] tile) throws IOException {
        return new VectorTileCodec().decode(tile);
    }

    private static TileLayer layer(int[] rowOfFeature, Column... columns) {
        return new TileLayer(
                "blocks", List.of(columns).stream().map(TileField::of).toList(), rowOfFeature);
    }

    private static Column column(String name, Kind kind, String... texts) {
        var distinct = new ArrayList<>(new LinkedHashSet<>(List.of(texts)));
        distinct.remove("");
        int[] codes = List.of(texts).stream().mapToInt(distinct::indexOf).toArray();
        return new Column(name, kind, codes, distinct);
    }
}
