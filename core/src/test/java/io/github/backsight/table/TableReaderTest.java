package io.github.backsight.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.backsight.content.Content;
import io.github.backsight.finding.BadInputException;
import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Findings;
import io.github.backsight.finding.Severity;
import io.github.backsight.progress.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableReaderTest {
    private static final TableOptions BY_ID = new TableOptions("id", Optional.empty(), ',');
    private static final TableOptions SCORED = new TableOptions("id", Optional.of("score"), ',');

    @TempDir
    private Path folder;

    private final Findings findings = new Findings("usa.csv");

    @Test
    void idsAreTextAndColumnsAreOfTheKindThatAllTheirCellsAre() throws IOException {
        var table = read(BY_ID, """
                score,id,poor,name
                0.5,01001,True,Autauga
                -1e3,01003,FALSE,
                ,01005,,"Bar""bour, AL"
                """);

        assertThat(table.ids()).containsExactly("01001", "01003", "01005");
        assertThat(kinds(table)).containsExactly("score NUMBER", "id TEXT", "poor TRUTH", "name TEXT");
        assertThat(cells(table, "name")).containsExactly("Autauga", "", "Bar\"bour, AL");
        assertThat(table.column("score").orElseThrow().number(1)).isEqualTo(-1000);
        assertThat(table.column("poor").orElseThrow().truth(0)).isTrue();
        assertThat(table.row("01005")).hasValue(2);
        assertThat(findings.list()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {4095, 4096, 4097, 12_288, 20_001})
    void cellsKeepTheirRowsHoweverManyBlanksLieBetween(int rows) throws IOException {
        var text = new StringBuilder("id,first,last,every,seldom,never\n");
        for (int row = 0; row < rows; row++) {
            text.append(row).append(',').append(row == 0 ? "a" : "").append(',');
            text.append(row == rows - 1 ? "z" : "").append(',').append(row % 7).append(',');
            text.append(row % 4096 == 0 || row % 9001 == 9000 ? "s" + row : "").append(",\n");
        }

        var table = read(BY_ID, text.toString());

        for (int row = 0; row < rows; row++) {
            assertThat(cell(table, "first", row)).isEqualTo(row == 0 ? "a" : "");
            assertThat(cell(table, "last", row)).isEqualTo(row == rows - 1 ? "z" : "");
            assertThat(cell(table, "every", row)).isEqualTo(String.valueOf(row % 7));
            assertThat(cell(table, "seldom", row)).isEqualTo(row % 4096 == 0 || row % 9001 == 9000 ? "s" + row : "");
            assertThat(cell(table, "never", row)).isEmpty();
        }
        assertThat(table.columns()).allMatch(column -> column.rowCount() == rows);
    }

    private static String cell(Table table, String column, int row) {
        var cells = table.column(column).orElseThrow();
        return cells.isBlank(row) ? "" : cells.text(cells.code(row));
    }

    @Test
    void quotesLineBreaksCrlfByteOrderMarkAndBlankLinesAreRead() throws IOException {
        var table = read(BY_ID, "\uFEFF\"id\",note\r\n1,\"two\r\nlines\"\r\n\r\n2,ü\r\n");

        assertThat(table.ids()).containsExactly("1", "2");
        assertThat(cells(table, "note")).containsExactly("two\r\nlines", "ü");
    }

    @Test
    void tabsSeparateWhereTheyAreAskedFor() throws IOException {
        var table = read(
                new TableOptions("id", Optional.empty(), TableOptions.separatorOf("rates.TSV")), "id\trate\n1\t2,5\n");

        assertThat(cells(table, "rate")).containsExactly("2,5");
        assertThat(TableOptions.separatorOf("usa.csv")).isEqualTo(',');
        assertThat(TableOptions.separatorOf("usa.tsv.gz")).isEqualTo('\t');
    }

    @ParameterizedTest
    @CsvSource({
        "1,NUMBER",
        "-0.5,NUMBER",
        "1e-7,NUMBER",
        "+3,NUMBER",
        ".5,NUMBER",
        "5.,NUMBER",
        "0,NUMBER",
        "0.0,NUMBER",
        "007,CODE",
        "-01,CODE",
        "00.5,CODE",
        "true,TRUTH",
        "FALSE,TRUTH",
        "NaN,NOT_A_NUMBER",
        "-Infinity,INFINITE",
        "inf,INFINITE",
        "1e999,INFINITE",
        "1e,TEXT",
        "e5,TEXT",
        ".,TEXT",
        "-,TEXT",
        "0x1p3,TEXT",
        "1d,TEXT",
        "1 2,TEXT",
        "١,TEXT",
        "1.2.3,TEXT",
        "-i,TEXT"
    })
    void aCellIsOfOneSort(String cell, CellSort sort) {
        assertThat(CellSort.of(cell)).isEqualTo(sort);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "+1,1", ".5,0.5", "-.5,-0.5", "5.,5", "-5.,-5", "1.e3,1e3", "2.50,2.50", "1e-7,1e-7", "' 3 ',3"})
    void aNumberIsWrittenToJsonInItsOwnDigits(String cell, String json) {
        var column = new ColumnBuilder();
        column.add(cell);

        assertThat(column.build("c", Column.Kind.NUMBER).decimal(0)).isEqualTo(json);
    }

    @Test
    void codesWithLeadingZerosStayTextWithoutAWord() throws IOException {
        assertThat(kinds(read(BY_ID, "id,state\na,01\nb,10\nc,12\n"))).contains("state TEXT");
        assertThat(findings.list()).isEmpty();
    }

    @Test
    void aColumnWithoutAnyValueIsText() throws IOException {
        assertThat(kinds(read(BY_ID, "id,empty\na,\nb, \n"))).contains("empty TEXT");
    }

    @Test
    void law9_aMissingIdColumnIsToldWithTheNearestName() {
        assertThat(fails(new TableOptions("GTF", Optional.of("SNC"), ','), "gtf,SN_C\n1,2\n")
                        .getFirst()
                        .text())
                .isEqualTo("fail table.no-id-column: usa.csv, line 1: there is no column 'GTF'; the nearest is 'gtf'."
                        + " Configure the right name as the input's id, or put the file that has this column");
        assertThat(codes()).containsExactly("table.no-id-column", "table.no-score-column");
    }

    @Test
    void law9_anotherSeparatorIsSuggestedWhenTheHeaderIsOneColumn() {
        assertThat(fails(BY_ID, "id;score\n1;2\n").getFirst().action()).contains("separated by ';'");
    }

    @Test
    void law9_raggedRowsAreCountedWithTheirLines() {
        var finding = fails(BY_ID, "id,a\n1,2\n3\n\n4,5,6\n").getFirst();

        assertThat(finding.code()).isEqualTo("table.ragged-row");
        assertThat(finding.place()).isEqualTo("line 3");
        assertThat(finding.count()).isEqualTo(2);
        assertThat(finding.examples()).containsExactly("line 3: 1", "line 5: 3");
    }

    @ParameterizedTest
    @CsvSource({
        "'id,a\n1,x\n2,\"y\n3,z\n', table.unclosed-quote, line 3",
        "'id,a\n1,\"x\n2,\"y\"\n', table.stray-quote, line 2",
        "'', table.empty, ''",
        "'\n\n', table.empty, ''",
        "'id,a\n', table.no-rows, line 1",
        "'id,a,a\n1,2,3\n', table.duplicate-column, line 1",
        "'id,a\n1,2\n,3\n', table.blank-id, line 3",
        "'id,a\n1,2\n2,3\n1,4\n', table.duplicate-id, line 4",
    })
    void law9_whatCannotBeUsedIsRefusedWithItsPlace(String text, String code, String place) {
        var finding = fails(BY_ID, text).getFirst();

        assertThat(finding.code()).isEqualTo(code);
        assertThat(finding.place()).isEqualTo(place == null ? "" : place);
        assertThat(finding.severity()).isEqualTo(Severity.FAIL);
    }

    @Test
    void law9_textThatIsNotUtf8IsRefusedWithLineAndByte() {
        byte[] latin = "id,name\n1,a\n2,Doña Ana\n".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(fails(BY_ID, latin).getFirst().place()).isEqualTo("line 3, byte 16");
        assertThat(codes()).containsExactly("table.not-utf8");
        assertThat(fails(BY_ID, "id,a\n1,2\n".getBytes(StandardCharsets.UTF_16LE)))
                .isNotEmpty();
    }

    @Test
    void law9_textAmongNumbersIsToldWithItsLine() throws IOException {
        var text = new StringBuilder("id,rate\n");
        for (int row = 0; row < 20; row++) {
            text.append("r")
                    .append(row)
                    .append(',')
                    .append(row == 7 ? "n/a" : row)
                    .append('\n');
        }

        assertThat(kinds(read(BY_ID, text.toString()))).contains("rate TEXT");
        assertThat(findings.list().getFirst().text())
                .isEqualTo("warn table.text-in-number-column: usa.csv, line 9: the column 'rate' is numbers but for"
                        + " some cells, so all of it is taken as text e.g. line 9: 'n/a'. Correct these cells or leave"
                        + " them blank");
    }

    @Test
    void law9_textInTheScoreColumnIsRefused() {
        assertThat(fails(SCORED, "id,score\na,1\nb,high\nc,2\n").getFirst().examples())
                .containsExactly("line 3: 'high'");
        assertThat(codes()).containsExactly("table.text-in-score-column");
    }

    @Test
    void law9_aBlankScoreColumnIsRefused() {
        fails(SCORED, "id,score\na,\n");
        assertThat(codes()).containsExactly("table.blank-score");
    }

    @Test
    void law9_aScoreColumnWithoutAnyNumberIsRefusedAsABlankOneIs() {
        fails(SCORED, "id,score\na,NaN\nb,\nc,NaN\n");
        assertThat(codes()).containsExactly("table.blank-score");
    }

    @Test
    void scoresMayBeTruths() throws IOException {
        assertThat(kinds(read(SCORED, "id,score\na,True\nb,False\nc,\n"))).contains("score TRUTH");
    }

    @Test
    void law9_notANumberIsTakenAsBlank() throws IOException {
        var table = read(SCORED, "id,score,rate\na,1,inf\nb,NaN,2\nc,3,-Infinity\n");

        assertThat(cells(table, "score")).containsExactly("1", "", "3");
        assertThat(cells(table, "rate")).containsExactly("", "2", "");
        assertThat(kinds(table)).contains("score NUMBER", "rate NUMBER");
        assertThat(codes()).containsExactly("table.nan", "table.infinite");
        assertThat(findings.list().get(1).count()).isEqualTo(2);
    }

    @Test
    void law9_anInfiniteScoreIsRefused() {
        fails(SCORED, "id,score\na,1\nb,inf\n");
        assertThat(codes()).containsExactly("table.infinite-score");
    }

    @Test
    void law9_idsThatLostTheirZerosAreCounted() throws IOException {
        var text = new StringBuilder("id\n");
        for (int county = 1001; county < 1011; county++) {
            text.append(county).append('\n').append(county + 20000).append('\n');
            text.append(county + 30000).append('\n');
        }

        read(BY_ID, text.toString());

        var finding = findings.list().getFirst();
        assertThat(finding.code()).isEqualTo("table.short-id");
        assertThat(finding.severity()).isEqualTo(Severity.WARN);
        assertThat(finding.count()).isEqualTo(10);
        assertThat(finding.action()).contains("padded to 5 digits");
    }

    @Test
    void runningNumbersAreNotAccusedOfLostZeros() throws IOException {
        var text = new StringBuilder("id\n");
        for (int number = 0; number < 3000; number++) {
            text.append(number).append('\n');
        }

        read(BY_ID, text.toString());

        assertThat(findings.list()).isEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void everyCellComesBackAsItWasWritten(long seed) throws IOException {
        var random = new Random(seed);
        var rows = new ArrayList<List<String>>();
        for (int row = 0; row < 2000; row++) {
            rows.add(List.of("r" + row, word(random), word(random) + random.nextInt(50)));
        }
        var text = new StringBuilder("id,a,b\n");
        rows.forEach(row -> text.append(String.join(
                        ",",
                        row.stream()
                                .map(cell -> '"' + cell.replace("\"", "\"\"") + '"')
                                .toList()))
                .append('\n'));

        var table = read(BY_ID, text.toString());

        assertThat(cells(table, "a"))
                .isEqualTo(rows.stream().map(row -> row.get(1)).toList());
        assertThat(cells(table, "b"))
                .isEqualTo(rows.stream().map(row -> row.get(2)).toList());
        var a = table.column("a").orElseThrow();
        assertThat(a.distinctCount()).isEqualTo((int) rows.stream()
                .map(row -> row.get(1))
                .filter(cell -> !cell.isEmpty())
                .distinct()
                .count());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void law9_damageAnywhereIsAFindingOrNoDamage(long seed) {
        var random = new Random(seed);
        byte[] good = "id,score,name\n01001,1.5,\"A, b\"\n01002,,ü\n01003,2,\"c \"\"d\"\"\"\n".getBytes(UTF_8);
        for (int round = 0; round < 200; round++) {
            byte[] bad = random.nextBoolean() ? Arrays.copyOf(good, random.nextInt(good.length)) : good.clone();
            for (int flips = random.nextInt(4); flips > 0 && bad.length > 0; flips--) {
                bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
            }
            try {
                read(SCORED, bad);
            } catch (BadInputException expected) {
                assertThat(expected.getMessage()).contains("usa.csv");
            } catch (IOException unexpected) {
                throw new AssertionError(unexpected);
            }
        }
    }

    private static String word(Random random) {
        return random.ints(random.nextInt(5), 0, 6)
                .mapToObj(letter -> "ab,\"\nü".substring(letter, letter + 1))
                .reduce("", String::concat)
                .strip();
    }

    private Table read(TableOptions options, String text) throws IOException {
        return read(options, text.getBytes(UTF_8));
    }

    private Table read(TableOptions options, byte[] bytes) throws IOException {
        var file = Files.write(folder.resolve("table"), bytes);
        return TableReader.read(Content.of(file), options, Progress.SILENT, findings);
    }

    private List<Finding> fails(TableOptions options, String text) {
        return fails(options, text.getBytes(UTF_8));
    }

    private List<Finding> fails(TableOptions options, byte[] bytes) {
        assertThatThrownBy(() -> read(options, bytes)).isInstanceOf(BadInputException.class);
        return findings.list();
    }

    private List<String> codes() {
        return findings.list().stream().map(Finding::code).toList();
    }

    private static List<String> kinds(Table table) {
        return table.columns().stream()
                .map(column -> column.name() + " " + column.kind())
                .toList();
    }

    private static List<String> cells(Table table, String name) {
        var column = table.column(name).orElseThrow();
        var cells = new ArrayList<String>();
        for (int row = 0; row < table.rowCount(); row++) {
            cells.add(column.isBlank(row) ? "" : column.text(column.code(row)));
        }
        return cells;
    }
}
