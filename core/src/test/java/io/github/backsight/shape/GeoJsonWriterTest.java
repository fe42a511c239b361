package io.github.backsight.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.backsight.progress.Progress;
import io.github.backsight.table.Column;
import io.github.backsight.table.Column.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.ObjectMapper;

class GeoJsonWriterTest {
    private static final double[][][] SQUARE = {{{-86.5, 32, -86.25, 32, -86.25, 32.1234567, -86.5, 32.1234567}}};

    private static String written(Layer layer) {
        var bytes = new ByteArrayOutputStream();
        try {
            GeoJsonWriter.write(bytes, layer, List.of(layer.rows()), 2, amount -> {});
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static String properties(Column... columns) {
        var text = written(Layers.withoutPolygons(columns));
        return text.substring(text.indexOf("\"properties\":") + 13, text.indexOf(",\"geometry\""));
    }

    @Test
    void holdsOneFeatureALineInTheOrderOfTheRows() {
        var table = Layers.table(
                Layers.column("GTF", Kind.TEXT, "01001", "01003", "01005"),
                Layers.column("SN_C", Kind.TRUTH, "True", "", "FALSE"),
                Layers.column("score", Kind.NUMBER, "7078.0", "0.1", ""));
        double[][][] island = {{{0, 0, 1, 0, 1, 1}, {0.5, 0.25, 0.75, 0.5, 0.75, 0.25}}, {{-2, -2, -1, -2, -1, -1}}};
        var layer = new Layer(
                table, Map.of("GTF", "GEOID10"), Layers.polygons(island, SQUARE), new int[] {1, Layer.NONE, 0});

        assertThat(written(layer)).isEqualTo("""
                {"type":"FeatureCollection","features":[
                {"type":"Feature","properties":{"GEOID10":"01001","SN_C":true,"score":7078.0},"geometry":\
                {"type":"Polygon","coordinates":\
                [[[-86.5,32],[-86.25,32],[-86.25,32.1234567],[-86.5,32.1234567],[-86.5,32]]]}},
                {"type":"Feature","properties":{"GEOID10":"01003","SN_C":null,"score":0.1},"geometry":null},
                {"type":"Feature","properties":{"GEOID10":"01005","SN_C":false,"score":null},"geometry":\
                {"type":"MultiPolygon","coordinates":\
                [[[[0,0],[1,0],[1,1],[0,0]],[[0.5,0.25],[0.75,0.5],[0.75,0.25],[0.5,0.25]]],\
                [[[-2,-2],[-1,-2],[-1,-1],[-2,-2]]]]}}
                ]}
                """);
    }

    @Test
    void aLayerWithoutRowsIsAnEmptyCollection() {
        assertThat(written(Layers.withoutPolygons(Layers.column("a", Kind.TEXT))))
                .isEqualTo("{\"type\":\"FeatureCollection\",\"features\":[\n]}\n");
    }

    @ParameterizedTest
    @CsvSource({
        "7078.0, 7078.0",
        "0, 0",
        "-0.0, -0.0",
        "12e3, 12e3",
        "1.5E-7, 1.5E-7",
        ".5, 0.5",
        "-.5, -0.5",
        "+5, 5",
        "1., 1.0",
        "1.e5, 1.0e5",
        "+.5e+1, 0.5e+1",
        "007.50, 7.50",
        "00, 0",
        "123456789012345678901234567890, 123456789012345678901234567890"
    })
    void numbersKeepTheirDigits(String source, String json) {
        assertThat(properties(Layers.column("n", Kind.NUMBER, source))).isEqualTo("{\"n\":" + json + "}");
    }

    @Test
    void textIsEscaped() {
        assertThat(properties(Layers.column("a \"name\"", Kind.TEXT, "\"\\/\b\f\n\r\t\u0001\u001f é 漢 😀")))
                .isEqualTo("{\"a \\\"name\\\"\":\"\\\"\\\\/\\u0008\\u000c\\n\\r\\t\\u0001\\u001f é 漢 😀\"}");
    }

    @Test
    void columnsOfManyDistinctTextsAreWrittenToo() {
        var cells = new String[5000];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = "cell " + i;
        }
        var lines = written(Layers.withoutPolygons(Layers.column("c", Kind.TEXT, cells)))
                .lines()
                .toList();

        assertThat(lines.get(5000)).contains("\"c\":\"cell 4999\"");
    }

    @Test
    void textsLongerThanTheBufferAreWrittenToo() {
        var text = "long ".repeat(50_000);
        assertThat(properties(Layers.column("c", Kind.TEXT, text))).isEqualTo("{\"c\":\"" + text + "\"}");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void coordinatesReadBackAsTheVerySameDoubles(long seed) {
        var random = new Random(seed);
        var gridded = new double[6000];
        var finer = new double[6000];
        for (int i = 0; i < gridded.length; i++) {
            int digits = random.nextInt(8);
            double unit = Math.pow(10, digits);
            gridded[i] = Math.rint((random.nextDouble() - 0.5) * (i % 2 == 0 ? 360 : 180) * unit) / unit + 0.0;
            finer[i] = random.nextInt(3) == 0
                    ? gridded[i]
                    : (random.nextDouble() - 0.5) * Math.pow(10, -random.nextInt(9));
        }
        finer[0] = -0.0;
        finer[2] = Double.MIN_VALUE;
        assertThat(Layers.polygons(new double[][][] {{gridded}}).finerThanGrid())
                .isFalse();

        assertReadsBack(gridded);
        assertReadsBack(finer);
    }

    private static void assertReadsBack(double[] ring) {
        var table = Layers.table(Layers.column("a", Kind.TEXT, "x"));
        var text = written(new Layer(table, Map.of(), Layers.polygons(new double[][][] {{ring}}), new int[] {0}));
        var read = new ObjectMapper()
                .readTree(text)
                .path("features")
                .path(0)
                .path("geometry")
                .path("coordinates")
                .path(0);
        assertThat(read.size()).isEqualTo(ring.length / 2 + 1);
        var bits = new long[ring.length];
        for (int i = 0; i < ring.length; i++) {
            bits[i] = Double.doubleToRawLongBits(read.path(i / 2).path(i % 2).doubleValue());
        }
        assertThat(bits)
                .isEqualTo(Arrays.stream(ring)
                        .mapToLong(Double::doubleToRawLongBits)
                        .toArray());
    }

    @Test
    void law7_aLayerCutIntoManyPiecesIsTheSameAtAnyNumberOfThreads() throws IOException {
        var ring = new double[40_000];
        for (int i = 0; i < ring.length; i++) {
            ring[i] = i % 1000 / 8.0;
        }
        double[][][] many = {{ring, ring, SQUARE[0][0]}, {ring}, {SQUARE[0][0], ring, ring}};
        var cells = new String[3000];
        Arrays.fill(cells, "x");
        var features = new int[cells.length];
        Arrays.fill(features, Layer.NONE);
        features[0] = 0;
        features[1500] = 1;
        features[2999] = 0;
        var layer = new Layer(
                Layers.table(Layers.column("a", Kind.TEXT, cells)), Map.of(), Layers.polygons(many, SQUARE), features);
        assertThat(LayerPiece.of(layer.rows())).hasSizeGreaterThan(8);

        var one = new ByteArrayOutputStream();
        GeoJsonWriter.write(one, layer, List.of(layer.rows()), 1, amount -> {});

        for (int threads : new int[] {2, 7}) {
            var several = new ByteArrayOutputStream();
            GeoJsonWriter.write(several, layer, List.of(layer.rows()), threads, amount -> {});
            assertThat(several.toByteArray()).isEqualTo(one.toByteArray());
        }
        var read = new ObjectMapper().readTree(one.toByteArray()).path("features");
        assertThat(read.size()).isEqualTo(cells.length);
        var last = read.path(cells.length - 1).path("geometry");
        assertThat(last.path("type").asString()).isEqualTo("MultiPolygon");
        assertThat(last.path("coordinates").size()).isEqualTo(3);
        assertThat(last.path("coordinates").path(0).size()).isEqualTo(3);
        assertThat(last.path("coordinates").path(2).path(2).size()).isEqualTo(20_001);
        assertThat(read.path(1500).path("geometry").path("type").asString()).isEqualTo("Polygon");
    }

    @Test
    void law7_aLayerThatComesInPartsIsTheSame() throws IOException {
        var layer = new Layer(
                Layers.table(Layers.column("a", Kind.TEXT, "x", "y", "z", "w", "v")),
                Map.of(),
                Layers.polygons(SQUARE, new double[][][] {{SQUARE[0][0]}, {SQUARE[0][0]}}),
                new int[] {Layer.NONE, 1, 0, 1, Layer.NONE});

        for (var sizes : List.of(List.of(5), List.of(1, 1, 1, 1, 1), List.of(2, 0, 3))) {
            var parts = new ByteArrayOutputStream();
            GeoJsonWriter.write(parts, layer, Layers.parts(layer, sizes), 2, amount -> {});
            assertThat(parts.toString(StandardCharsets.UTF_8)).isEqualTo(written(layer));
        }
    }

    @ParameterizedTest(name = "pieces of {0}")
    @ValueSource(ints = {1, 65, 70, 140, 1000})
    void piecesHoldEachRowAndRingOnce(int most) {
        double[][][] feature = {{SQUARE[0][0], SQUARE[0][0]}, {SQUARE[0][0]}};
        var table = Layers.table(Layers.column("a", Kind.TEXT, "x", "y", "z", "w"));
        var layer =
                new Layer(table, Map.of(), Layers.polygons(feature, SQUARE), new int[] {Layer.NONE, 0, Layer.NONE, 1});

        var rows = layer.rows();

        List<String> ends = new ArrayList<>();
        List<String> rings = new ArrayList<>();
        for (var piece : LayerPiece.of(rows, most)) {
            for (int row = piece.firstRow(); row <= piece.lastRow(); row++) {
                for (int ring = piece.from(rows, row); ring < piece.to(rows, row); ring++) {
                    rings.add(row + ":" + ring);
                }
                if (piece.to(rows, row) == rows.endRing(row)) {
                    ends.add("row " + row);
                }
            }
        }
        assertThat(rings).containsExactly("1:0", "1:1", "1:2", "3:3");
        assertThat(ends).containsExactly("row 0", "row 1", "row 2", "row 3");
    }

    @Test
    void theFileTakesItsNameOnlyWhenWhole(@TempDir Path folder) throws IOException {
        var target = folder.resolve("usa-high.json");
        var layer = Layers.withoutPolygons(Layers.column("a", Kind.TEXT, "x"));

        GeoJsonWriter.write(target, layer, 2, Progress.SILENT);

        assertThat(target).hasContent(written(layer));
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(target);
        }
    }

    @Test
    void aFullDiskIsTold() {
        var layer = Layers.withoutPolygons(Layers.column("a", Kind.TEXT, "x"));
        var full = new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        assertThatThrownBy(() -> GeoJsonWriter.write(full, layer, List.of(layer.rows()), 2, amount -> {}))
                .hasMessage("No space left on device");
    }

    @Test
    void twoColumnsOfOneNameAreRefused() {
        var table = Layers.table(Layers.column("GTF", Kind.TEXT, "1"), Layers.column("GEOID10", Kind.TEXT, "1"));
        assertThatThrownBy(() -> new Layer(table, Map.of("GTF", "GEOID10"), Layers.polygons(), new int[] {-1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("two columns would be called 'GEOID10' in the output");
    }
}
