package io.github.backsight.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.content.Content;
import io.github.backsight.finding.BadInputException;
import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Findings;
import io.github.backsight.finding.Severity;
import io.github.backsight.progress.Progress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParquetTableTest {
    private static final TableOptions BY_ID = new TableOptions("id", Optional.empty(), ',');
    private static final TableOptions BY_GTF = new TableOptions("GTF", Optional.of("SCORE"), ',');

    @TempDir
    private Path folder;

    private Findings findings = new Findings("scores.parquet");

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            id;           TEXT;   007 | 8 | 9 | 10
            text;         TEXT;   ü, "q" |  |  | x
            int32;        NUMBER; 5 | -1 |  | 0
            int64;        NUMBER; 5 | -9007199254740993 |  | 0
            uint8;        NUMBER; 5 | 255 |  | 0
            uint64;       NUMBER; 5 | 18446744073709551615 |  | 0
            double;       NUMBER; 5 | 0.1 |  | 1.0E300
            small;        NUMBER; 0 | 1.0E-7 |  | 1.234567895E8
            float;        NUMBER; 5 | 0.1 |  | 2.5
            half;         NUMBER; 5 | 0.5 |  | 2
            decimal;      NUMBER; 5.00 | -0.10 |  | 9999999.99
            long_decimal; NUMBER; 5 | -7 |  | 123456789012345678901234567890
            truth;        TRUTH;  true | false |  | true
            day;          TEXT;   2026-01-02 | 1969-12-31 |  | 0001-01-01
            instant;      TEXT;   2026-01-02T03:04:05Z | 1969-12-31T23:59:59.500Z |  | 2026-01-02T00:00:00Z
            local;        TEXT;   2026-01-02T03:04:05 | 2026-01-02T00:00:00 |  | 1900-01-01T00:00:00
            time;         TEXT;   03:04:05 | 00:00:00 |  | 23:59:59.000001
            """)
    void cellsAreTheTextsThatACsvFileWouldHave(String column, Column.Kind kind, String cells) throws IOException {
        var table = read("values", BY_ID);

        assertThat(cells(table, column)).isEqualTo(cells);
        assertThat(table.column(column).orElseThrow().kind()).isEqualTo(kind);
    }

    @Test
    void instantsOfTheOldTypeAreReadAsWell() throws IOException {
        assertThat(cells(read("int96", BY_ID), "time")).isEqualTo("2026-01-02T03:04:05.000006Z");
    }

    @Test
    void columnsThatAreNoSingleValuesAreLeftOutAndTold() throws IOException {
        var table = read("values", BY_ID);

        assertThat(table.columns().stream().map(Column::name)).doesNotContain("bytes", "list", "struct", "map");
        assertThat(findings.list()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("table.column-left-out");
            assertThat(finding.severity()).isEqualTo(Severity.WARN);
            assertThat(finding.examples()).containsExactly("bytes", "list", "struct", "map");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "snappy", "gzip", "zstd", "v2"})
    void anyCompressionAndManyRowGroupsGiveTheTableOfTheCsvFile(String codec) throws IOException {
        var csv = folder.resolve("scores.csv");
        Files.writeString(csv, "GTF,SCORE,n.a\n01,1,1\n02,2.5,2\n03,,3\n04,4,4\n05,5,5\n");

        var table = read("scores-" + codec, BY_GTF);
        var asCsv = TableReader.read(Content.of(csv), BY_GTF, Progress.SILENT, new Findings("scores.csv"));

        assertThat(table.ids()).isEqualTo(asCsv.ids());
        for (var column : asCsv.columns()) {
            assertThat(cells(table, column.name())).isEqualTo(cells(asCsv, column.name()));
            assertThat(table.column(column.name()).orElseThrow().kind()).isEqualTo(column.kind());
        }
        assertThat(findings.list()).isEmpty();
    }

    @Test
    void aColumnIsNotTakenForOneInsideAStructureOrTheOtherWayRound() throws IOException {
        var table = read("names", BY_ID);

        assertThat(cells(table, "id")).isEqualTo("b | d");
        assertThat(cells(table, "s.x")).isEqualTo("3 | 4");
        assertThat(table.columns().stream().map(Column::name)).containsExactly("s.x", "id");
    }

    @Test
    void numbersAsIdsAreTextsAndLostZerosAreTold() throws IOException {
        assertThat(read("number-ids", BY_ID).ids()).startsWith("1001", "1008").endsWith("10040");
        assertThat(findings.list()).extracting(Finding::code).containsExactly("table.short-id");
        assertThat(findings.list().getFirst().place()).isEqualTo("row 1");
    }

    @Test
    void numbersThatAreNotFiniteAreBlankAndTold() throws IOException {
        var table = read("not-finite", BY_ID);

        assertThat(cells(table, "nan")).isEqualTo("1 |  | 2");
        assertThat(cells(table, "inf")).isEqualTo("1 |  | 2");
        assertThat(findings.list()).extracting(Finding::code).containsExactly("table.nan", "table.infinite");
        assertThat(findings.list().getFirst().place()).isEqualTo("row 2");
    }

    @Test
    void aNameAndAFormatAreHeldAgainstTheContent() throws IOException {
        var csv = folder.resolve("scores.parquet");
        Files.writeString(csv, "id\na\n");
        var asParquet = new TableOptions("id", Optional.empty(), ',', Optional.of(TableFormat.PARQUET));
        var asText = new TableOptions("GTF", Optional.empty(), ',', Optional.of(TableFormat.TEXT));

        assertThat(failure(csv, asParquet).text())
                .isEqualTo("fail table.other-format: scores.parquet, beginning: the content is not Parquet, as the name"
                        + " or the format in the configuration says. Configure the 'format' that the content has, or"
                        + " put a file of that format");
        assertThat(failure(file("scores-zstd"), asText).code()).isEqualTo("table.other-format");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PAR1,PAR2", "PARENT,id", "PAR1", "PARE"})
    void aColumnWithTheNameOfTheMagicNumberMakesNoParquet(String header) throws IOException {
        var csv = folder.resolve("scores.csv");
        Files.writeString(csv, header + "\na,b\n");

        var options = new TableOptions(header.split(",", -1)[0], Optional.empty(), ',');

        assertThat(failureOrNone(csv, options)).doesNotStartWith("parquet.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            scores-lz4;    parquet.codec;         column GTF
            scores-brotli; parquet.codec;         column GTF
            twice;         table.duplicate-id;    row 2
            no-rows;       table.no-rows;         ''
            not-utf8;      table.not-utf8;        column text, row 2
            bomb;          content.too-large;     column text
            only-nested;   table.no-id-column;    columns
            no-geo;        table.no-id-column;    columns
            """)
    void law9_aBadFileEndsInACodedFinding(String name, String code, String place) throws IOException {
        var failure = failure(file(name), name.startsWith("scores") ? BY_GTF : BY_ID);

        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.place()).isEqualTo(place);
        assertThat(failure.object()).isEqualTo("scores.parquet");
        assertThat(failure.action()).isNotBlank();
    }

    @Test
    void law9_aFileThatIsCutAnywhereIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(file("scores-zstd"));
        var cut = folder.resolve("cut.parquet");
        for (int length = 9; length < whole.length; length += 13) {
            Files.write(cut, Arrays.copyOf(whole, length));

            assertThat(failure(cut, BY_GTF).code()).as("%s bytes", length).isEqualTo("parquet.truncated");
        }
    }

    @Test
    @Timeout(120)
    void law9_bytesThatAreDamagedAreReadOrRefusedAndNeverATrace() throws IOException {
        var random = new Random(7);
        var damaged = folder.resolve("damaged.parquet");
        for (var name : List.of("scores-none", "scores-zstd", "scores-snappy", "scores-gzip", "scores-v2", "values")) {
            byte[] whole = Files.readAllBytes(file(name));
            for (int i = 0; i < 120; i++) {
                byte[] bytes = whole.clone();
                bytes[8 + random.nextInt(bytes.length - 12)] = (byte) random.nextInt(256);
                Files.write(damaged, bytes);

                assertThat(failureOrNone(damaged, name.equals("values") ? BY_ID : BY_GTF))
                        .as("%s, change %s", name, i)
                        .matches("none|(parquet|table|content)\\.[a-z0-9-]+");
            }
        }
    }

    @Test
    void aPackedOneIsRefused() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(Files.readAllBytes(file("scores-zstd")));
        }
        var packed = folder.resolve("scores.parquet.gz");
        Files.write(packed, bytes.toByteArray());

        assertThat(failure(packed, BY_GTF).text())
                .isEqualTo("fail parquet.packed: scores.parquet: the Parquet file is inside a zip or gzip, and its end"
                        + " must be read before its beginning. Put the Parquet file itself: its columns are compressed"
                        + " already");
    }

    @Test
    void anEncryptedOneIsRefused() throws IOException {
        byte[] bytes = Files.readAllBytes(file("scores-zstd"));
        byte[] magic = "PARE".getBytes(UTF_8);
        System.arraycopy(magic, 0, bytes, 0, 4);
        System.arraycopy(new byte[] {44, 0, 0, 0}, 0, bytes, 4, 4);
        System.arraycopy(magic, 0, bytes, bytes.length - 4, 4);
        var encrypted = folder.resolve("encrypted.parquet");
        Files.write(encrypted, bytes);

        assertThat(failure(encrypted, BY_GTF).code()).isEqualTo("parquet.encrypted");
    }

    private static Path file(String name) {
        try {
            return Path.of(ParquetTableTest.class
                    .getResource("/parquet/" + name + ".parquet")
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private Table read(String name, TableOptions options) throws IOException {
        return TableReader.read(Content.of(file(name)), options, Progress.SILENT, findings);
    }

    private Finding failure(Path file, TableOptions options) throws IOException {
        findings = new Findings("scores.parquet");
        try {
            TableReader.read(Content.of(file), options, Progress.SILENT, findings);
        } catch (BadInputException expected) {
            assertThat(expected).hasMessageContaining("scores.parquet");
            return expected.findings().stream()
                    .filter(finding -> finding.severity() == Severity.FAIL)
                    .findFirst()
                    .orElseThrow();
        }
        throw new AssertionError("was read: " + file);
    }

    private String failureOrNone(Path file, TableOptions options) throws IOException {
        findings = new Findings("scores.parquet");
        try {
            TableReader.read(Content.of(file), options, Progress.SILENT, findings);
            return "none";
        } catch (BadInputException expected) {
            return expected.findings().getLast().code();
        }
    }

    private static String cells(Table table, String name) {
        var column = table.column(name).orElseThrow();
        return String.join(
                " | ",
                IntStream.range(0, table.rowCount())
                        .mapToObj(row -> column.isBlank(row) ? "" : column.text(column.code(row)))
                        .toList());
    }
}
