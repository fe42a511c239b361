package io.github.backsight.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.linuxense.javadbf.DBFReader;
import io.github.backsight.finding.BadInputException;
import io.github.backsight.finding.Finding;
import io.github.backsight.progress.Progress;
import io.github.backsight.table.Column;
import io.github.backsight.table.Column.Kind;
import io.github.backsight.table.Table;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.Coordinate;

class ShapefileWriterTest {
    @TempDir
    Path folder;

    private Path target;

    @BeforeEach
    void chooseAName() {
        target = folder.resolve("usa.zip");
    }

    private List<Finding> write(Column... columns) throws IOException {
        return ShapefileWriter.write(target, Layers.withoutPolygons(columns), 2, Progress.SILENT);
    }

    private byte[] member(String name) throws IOException {
        try (var zip = new ZipFile(target.toFile());
                var content = zip.getInputStream(zip.getEntry(name))) {
            return content.readAllBytes();
        }
    }

    /// The table as javadbf reads it.
    private List<List<Object>> rows() throws IOException {
        List<List<Object>> rows = new ArrayList<>();
        try (var judge = new DBFReader(new ByteArrayInputStream(member("usa.dbf")), StandardCharsets.UTF_8)) {
            for (var row = judge.nextRecord(); row != null; row = judge.nextRecord()) {
                List<Object> cells = new ArrayList<>();
                for (var cell : row) {
                    cells.add(cell == null ? "null" : cell);
                }
                rows.add(cells);
            }
        }
        return rows;
    }

    @Test
    void holdsAllThatReadersNeed() throws IOException {
        write(Layers.column("Total population", Kind.NUMBER, "5"), Layers.column("GEOID10", Kind.TEXT, "01"));

        try (var zip = new ZipFile(target.toFile())) {
            assertThat(zip.stream().map(entry -> entry.getName()))
                    .containsExactly("usa.shp", "usa.shx", "usa.dbf", "usa.prj", "usa.cpg", "codebook.csv");
        }
        assertThat(member("usa.cpg")).asString(StandardCharsets.UTF_8).isEqualTo("UTF-8");
        assertThat(member("usa.prj")).asString(StandardCharsets.UTF_8).startsWith("GEOGCS[\"GCS_WGS_1984\"");
        assertThat(member("codebook.csv"))
                .asString(StandardCharsets.UTF_8)
                .isEqualToNormalizingNewlines("short,long\nTotalPopul,Total population\nGEOID10,GEOID10\n");
    }

    @Test
    void cellsReadBack() throws IOException {
        var findings = write(
                Layers.column("id", Kind.TEXT, "01001", "02", "Åé漢"),
                Layers.column("truth", Kind.TRUTH, "True", "false", ""),
                Layers.column("whole", Kind.NUMBER, "7078.0", "-12", ""),
                Layers.column("part", Kind.NUMBER, "0.125", "", "1e-3"),
                Layers.column("empty", Kind.TEXT, "", "", ""));

        assertThat(findings).isEmpty();
        assertThat(rows())
                .containsExactly(
                        List.of("01001", true, new BigDecimal("7078"), new BigDecimal("0.125"), ""),
                        List.of("02", false, new BigDecimal("-12"), "null", ""),
                        List.of("Åé漢", "null", "null", new BigDecimal("0.001"), ""));
    }

    @Test
    void textsThatAreTooLongAreCutBetweenCharactersAndCounted() throws IOException {
        var text = "é".repeat(200);
        var findings = write(Layers.column("A long remark", Kind.TEXT, text, text, "x".repeat(254)));

        assertThat(rows())
                .containsExactly(List.of("é".repeat(127)), List.of("é".repeat(127)), List.of("x".repeat(254)));
        assertThat(findings).hasSize(1);
        assertThat(findings.getFirst().text())
                .isEqualTo("warn shapefile.text-cut: usa.zip, column 'A long remark': texts were cut to 254 bytes, the"
                        + " most that a Shapefile holds (2 times) e.g. A long remark. Take the whole texts from the"
                        + " GeoJSON or the tiles");
    }

    @Test
    void numbersWithTooManyDigitsAreRoundedAndCounted() throws IOException {
        var findings = write(
                Layers.column("noise", Kind.NUMBER, "0.30000000000000004", "9.9999999999999999999", "-1", "1e-2000"));

        assertThat(rows())
                .containsExactly(
                        List.of(new BigDecimal("0.300000000000000")),
                        List.of(new BigDecimal("10.000000000000000")),
                        List.of(new BigDecimal("-1.000000000000000")),
                        List.of(new BigDecimal("0E-15")));
        assertThat(findings).extracting(Finding::code).containsExactly("shapefile.number-rounded");
        assertThat(findings.getFirst().count()).isEqualTo(2);
    }

    @Test
    void numbersThatAreTooLongBecomeText() throws IOException {
        var findings = write(Layers.column("huge", Kind.NUMBER, "1e300", "2"));

        assertThat(rows()).containsExactly(List.of("1e300"), List.of("2"));
        assertThat(findings).extracting(Finding::code).containsExactly("shapefile.number-as-text");
    }

    @Test
    void shellsRunClockwiseAndHolesCounterClockwiseWhateverTheSource() throws IOException {
        double[][][] counterClockwise = {{{0, 0, 4, 0, 4, 4, 0, 4}, {1, 1, 1, 2, 2, 2, 2, 1}}};
        double[][][] clockwise = {{{0, 0, 0, 4, 4, 4, 4, 0}, {1, 1, 2, 1, 2, 2, 1, 2}}, {{8, 8, 9, 9, 9, 8}}};
        var table = Layers.table(Layers.column("id", Kind.TEXT, "a", "b", "c"));
        var layer =
                new Layer(table, Map.of(), Layers.polygons(counterClockwise, clockwise), new int[] {1, Layer.NONE, 0});

        ShapefileWriter.write(target, layer, 2, Progress.SILENT);

        var shapes = ByteBuffer.wrap(member("usa.shp"));
        var index = ByteBuffer.wrap(member("usa.shx"));
        assertThat(shapes.getInt(24) * 2).isEqualTo(shapes.capacity());
        assertThat(index.getInt(24) * 2).isEqualTo(index.capacity()).isEqualTo(100 + 3 * 8);
        assertThat(box(shapes, 36)).containsExactly(0, 0, 9, 9);
        assertThat(rings(shapes, index, 0)).isEqualTo("+-+");
        assertThat(rings(shapes, index, 1)).isEmpty();
        assertThat(rings(shapes, index, 2)).isEqualTo("+-");
        assertThat(box(shapes, index.getInt(100 + 16) * 2 + 12)).containsExactly(0, 0, 4, 4);
    }

    private static double[] box(ByteBuffer shapes, int place) {
        var little = shapes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        return IntStream.range(0, 4)
                .mapToDouble(i -> little.getDouble(place + 8 * i))
                .toArray();
    }

    /// {@return a sign for each ring of a record: `+` clockwise, `-` counter-clockwise; JTS is the judge}
    private static String rings(ByteBuffer shapes, ByteBuffer index, int record) {
        int start = index.getInt(100 + 8 * record) * 2;
        assertThat(shapes.getInt(start)).isEqualTo(record + 1);
        assertThat(shapes.getInt(start + 4)).isEqualTo(index.getInt(100 + 8 * record + 4));
        var little = shapes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        if (little.getInt(start + 8) == 0) {
            return "";
        }
        int parts = little.getInt(start + 44);
        int points = little.getInt(start + 48);
        var signs = new StringBuilder();
        for (int part = 0; part < parts; part++) {
            int from = little.getInt(start + 52 + 4 * part);
            int to = part + 1 < parts ? little.getInt(start + 56 + 4 * part) : points;
            var ring = IntStream.range(from, to)
                    .map(point -> start + 52 + 4 * parts + 16 * point)
                    .mapToObj(place -> new Coordinate(little.getDouble(place), little.getDouble(place + 8)))
                    .toArray(Coordinate[]::new);
            assertThat(ring[0]).isEqualTo(ring[ring.length - 1]);
            signs.append(Orientation.isCCW(ring) ? '-' : '+');
        }
        return signs.toString();
    }

    @Test
    void law7_theSameLayerMakesTheSameBytesAtAnyNumberOfThreads() throws IOException {
        var layer = severalBlocks();
        ShapefileWriter.write(target, layer, 1, Progress.SILENT);
        var first = Files.readAllBytes(target);

        for (int threads : new int[] {1, 2, 7}) {
            ShapefileWriter.write(target, layer, threads, Progress.SILENT);

            assertThat(Files.readAllBytes(target)).isEqualTo(first);
        }
    }

    @Test
    void law7_aLayerThatComesInPartsMakesTheSameBytes() throws IOException {
        var layer = severalBlocks();
        ShapefileWriter.write(target, layer, 1, Progress.SILENT);
        var whole = Files.readAllBytes(target);

        for (var sizes : List.of(List.of(12_000), List.of(1, 0, 4_999, 3, 6_997))) {
            ShapefileWriter.write(target, layer, Layers.parts(layer, sizes), 2, Progress.SILENT);

            assertThat(Files.readAllBytes(target)).isEqualTo(whole);
        }
    }

    @Test
    void blocksMakeOneFile() throws IOException {
        var layer = severalBlocks();
        ShapefileWriter.write(target, layer, 3, Progress.SILENT);

        var shapes = ByteBuffer.wrap(member("usa.shp"));
        var index = ByteBuffer.wrap(member("usa.shx"));
        assertThat(shapes.getInt(24) * 2).isEqualTo(shapes.capacity()).isGreaterThan(2 * BlockZip.BLOCK_BYTES);
        for (int row = 0; row < layer.rowCount(); row++) {
            assertThat(rings(shapes, index, row)).isEqualTo(row % 3 == 0 ? "" : "+");
        }
        var rows = rows();
        assertThat(member("usa.dbf")).hasSizeGreaterThan(2 * BlockZip.BLOCK_BYTES);
        assertThat(rows).hasSize(layer.rowCount());
        assertThat(rows.getFirst()).last().isEqualTo("0" + "x".repeat(200));
        assertThat(rows.getLast()).last().isEqualTo(layer.rowCount() - 1 + "x".repeat(200));
    }

    @Test
    void readersThatDoNotLookIntoTheDirectoryFindTheSame() throws IOException {
        ShapefileWriter.write(target, severalBlocks(), 2, Progress.SILENT);

        List<String> names = new ArrayList<>();
        try (var zip = new ZipInputStream(Files.newInputStream(target))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
                assertThat(zip.readAllBytes()).isEqualTo(member(entry.getName()));
                assertThat(entry.getTimeLocal()).isEqualTo(LocalDateTime.of(1980, 1, 1, 0, 0));
            }
        }
        assertThat(names).hasSize(6);
    }

    /// Rows and shapes that take several blocks each; every third row has no shape.
    private static Layer severalBlocks() {
        int rows = 12_000;
        var cells = new String[rows];
        var codes = new int[rows];
        var features = new int[rows];
        for (int row = 0; row < rows; row++) {
            cells[row] = row + "x".repeat(200);
            codes[row] = row;
            features[row] = row % 3 == 0 ? Layer.NONE : row % 5;
        }
        var ids = Arrays.stream(codes).mapToObj(String::valueOf).toList();
        var table = new Table(
                List.of(
                        new Column("GEOID10", Kind.TEXT, codes, ids),
                        new Column("remark", Kind.TEXT, codes, List.of(cells))),
                ids);
        var circles = IntStream.range(0, 5)
                .mapToObj(number -> new double[][][] {{circle(number)}})
                .toArray(double[][][][]::new);
        return new Layer(table, Map.of(), Layers.polygons(circles), features);
    }

    private static double[] circle(int number) {
        var ring = new double[40];
        for (int i = 0; i < ring.length; i += 2) {
            double angle = Math.PI * i / 20;
            ring[i] = Math.rint((number + Math.cos(angle)) * 1e7) / 1e7;
            ring[i + 1] = Math.rint(Math.sin(angle) * 1e7) / 1e7;
        }
        return ring;
    }

    @Test
    void tooManyColumnsAreRefusedBeforeAnythingIsWritten() {
        var columns = IntStream.range(0, 256)
                .mapToObj(i -> Layers.column("column " + i, Kind.TEXT, "x"))
                .toArray(Column[]::new);

        assertThatThrownBy(() -> write(columns))
                .isInstanceOf(BadInputException.class)
                .hasMessage("fail shapefile.too-many-columns: usa.zip: the table has 256 columns, a Shapefile holds"
                        + " 255. Take 'shapefile' out of map.outputs, or columns out of the table");
        assertThat(folder).isEmptyDirectory();
    }
}
