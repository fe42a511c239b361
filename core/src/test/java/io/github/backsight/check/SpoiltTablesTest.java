package io.github.backsight.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.config.ColumnRule;
import io.github.backsight.config.DriftLimits;
import io.github.backsight.config.InputRules;
import io.github.backsight.config.Span;
import io.github.backsight.content.Content;
import io.github.backsight.finding.BadInputException;
import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Findings;
import io.github.backsight.finding.Severity;
import io.github.backsight.progress.Progress;
import io.github.backsight.table.Table;
import io.github.backsight.table.TableOptions;
import io.github.backsight.table.TableReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Mishaps that have happened to tables, each with the check that sees it, where no rule is
/// configured; and files that are as good as the one before, which none may see anything wrong with.
///
/// Longer than other files since it is one list: a kind of mishap takes a few lines, and there are 56.
class SpoiltTablesTest {
    private static final MadeUpTable USUAL = MadeUpTable.usual();
    private static final Charset WESTERN = Charset.forName("windows-1252");

    @TempDir
    private Path folder;

    /// @param code of the finding that tells it
    record Mishap(String name, byte[] bytes, String code, Severity severity) {
        static Mishap of(String name, MadeUpTable table, String code, Severity severity) {
            return of(name, table.csv(), code, severity);
        }

        static Mishap of(String name, String text, String code, Severity severity) {
            return new Mishap(name, text.getBytes(StandardCharsets.UTF_8), code, severity);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Mishap> mishaps() {
        return Stream.of(ofIds(), ofRows(), ofFiles(), ofNumbers(), ofColumns(), ofScores())
                .flatMap(each -> each);
    }

    private static Stream<Mishap> ofIds() {
        return Stream.of(
                Mishap.of(
                        "leading zeros lost",
                        USUAL.with(MadeUpTable.ID, id -> id.replaceFirst("^0", "")),
                        "drift.ids-changed",
                        Severity.FAIL),
                Mishap.of(
                        "leading zeros lost, named as such",
                        USUAL.with(MadeUpTable.ID, id -> id.replaceFirst("^0", "")),
                        "table.short-id",
                        Severity.WARN),
                Mishap.of(
                        "ids as decimals",
                        USUAL.with(MadeUpTable.ID, id -> id + ".0"),
                        "drift.ids-changed",
                        Severity.FAIL),
                Mishap.of(
                        "ids with a prefix",
                        USUAL.with(MadeUpTable.ID, id -> "0500000US" + id),
                        "drift.ids-changed",
                        Severity.FAIL),
                Mishap.of(
                        "ids with blanks around them",
                        USUAL.with(MadeUpTable.ID, id -> id + " "),
                        "drift.ids-changed",
                        Severity.FAIL),
                Mishap.of(
                        "another vintage's ids",
                        USUAL.with(
                                        MadeUpTable.ID,
                                        (row, id) -> row % 6 == 0 ? id.substring(0, 2) + "9" + id.substring(3) : id)
                                .withRows(SpoiltTablesTest::eachIdOnce),
                        "drift.ids-changed",
                        Severity.FAIL),
                Mishap.of(
                        "the wrong column named as id",
                        USUAL.columns(List.of(
                                        "NAME",
                                        "STATE",
                                        MadeUpTable.ID,
                                        MadeUpTable.SCORE,
                                        "NEED",
                                        "AIR",
                                        "POPULATION",
                                        "RATE",
                                        "SPARSE"))
                                .named(name -> name.equals("NAME")
                                        ? MadeUpTable.ID
                                        : name.equals(MadeUpTable.ID) ? "NAME" : name),
                        "drift.ids-changed",
                        Severity.FAIL),
                Mishap.of(
                        "a row without id",
                        USUAL.with(MadeUpTable.ID, (row, id) -> row == 77 ? "" : id),
                        "table.blank-id",
                        Severity.FAIL));
    }

    private static List<List<String>> eachIdOnce(List<List<String>> rows) {
        var seen = new HashSet<String>();
        return rows.stream().filter(row -> seen.add(row.getFirst())).toList();
    }

    private static Stream<Mishap> ofRows() {
        return Stream.of(
                Mishap.of(
                        "rows doubled",
                        USUAL.withRows(rows -> Stream.concat(
                                        rows.stream(), rows.stream().limit(50))
                                .toList()),
                        "table.duplicate-id",
                        Severity.FAIL),
                Mishap.of(
                        "a state missing",
                        USUAL.withRows(rows -> rows.stream()
                                .filter(row -> !row.getFirst().startsWith("17"))
                                .toList()),
                        "drift.group-lost",
                        Severity.FAIL),
                Mishap.of(
                        "most of a state missing",
                        USUAL.withRows(rows -> rows.stream()
                                .filter(row -> !row.getFirst().startsWith("17")
                                        || row.getFirst().endsWith("1"))
                                .toList()),
                        "drift.group-lost",
                        Severity.FAIL),
                Mishap.of(
                        "only the first rows",
                        USUAL.withRows(rows -> rows.subList(0, 1000)),
                        "drift.fewer-rows",
                        Severity.FAIL),
                Mishap.of("the header alone", USUAL.withRows(rows -> List.of()), "table.no-rows", Severity.FAIL),
                Mishap.of(
                        "the header once more in the middle",
                        USUAL.withRows(rows -> {
                            var more = new ArrayList<>(rows);
                            more.add(1200, USUAL.names());
                            return more;
                        }),
                        "table.text-in-score-column",
                        Severity.FAIL));
    }

    private static Stream<Mishap> ofFiles() {
        var csv = USUAL.csv();
        return Stream.of(
                Mishap.of(
                        "an upload cut off within a row",
                        csv.substring(0, csv.length() / 2 + 3),
                        "table.ragged-row",
                        Severity.FAIL),
                Mishap.of("an empty file", "", "table.empty", Severity.FAIL),
                Mishap.of(
                        "a page that says that the file is elsewhere",
                        "<!DOCTYPE html>\n<html><body>302 Found</body></html>\n",
                        "table.no-id-column",
                        Severity.FAIL),
                Mishap.of("an answer in JSON", "{\"error\":\"AccessDenied\"}\n", "table.no-id-column", Severity.FAIL),
                Mishap.of("semicolons for commas", USUAL.csv(";", "\n"), "table.no-id-column", Severity.FAIL),
                Mishap.of("the header lost", csv.substring(csv.indexOf('\n') + 1), "table.no-id-column", Severity.FAIL),
                new Mishap(
                        "another encoding from some row on",
                        USUAL.with("NAME", (row, name) -> row > 2000 ? "Doña " + name : name)
                                .csv()
                                .getBytes(WESTERN),
                        "table.not-utf8",
                        Severity.FAIL),
                Mishap.of(
                        "a quote never closed",
                        csv.replaceFirst("County 7 of 9", "\"County 7 of 9"),
                        "table.unclosed-quote",
                        Severity.FAIL),
                Mishap.of(
                        "a comma in a cell without quotes",
                        csv.replaceFirst("County 7 of 9,", "County 7, of 9,"),
                        "table.ragged-row",
                        Severity.FAIL),
                new Mishap("gzip cut off", halfOf(gzipped(csv)), "content.gzip-truncated", Severity.FAIL),
                Mishap.of(
                        "two columns of one name",
                        USUAL.named(name -> name.equals("AIR") ? "NEED" : name),
                        "table.duplicate-column",
                        Severity.FAIL));
    }

    private static byte[] gzipped(String text) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] halfOf(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length / 2);
    }

    private static Stream<Mishap> ofNumbers() {
        return Stream.of(
                Mishap.of(
                        "percents for fractions",
                        USUAL.withNumbers("AIR", cell -> cell * 100),
                        "drift.scale",
                        Severity.FAIL),
                Mishap.of(
                        "one state in percents",
                        USUAL.with(
                                "AIR", (row, cell) -> row < 60 ? String.valueOf(100 * Double.parseDouble(cell)) : cell),
                        "drift.out-of-range",
                        Severity.FAIL),
                Mishap.of(
                        "thousands for ones",
                        USUAL.withNumbers("POPULATION", cell -> cell / 1000),
                        "drift.scale",
                        Severity.FAIL),
                Mishap.of(
                        "-999 for missing",
                        USUAL.with("AIR", (row, cell) -> row % 30 == 0 ? "-999" : cell),
                        "drift.out-of-range",
                        Severity.FAIL),
                Mishap.of(
                        "a few cells of -999",
                        USUAL.with("AIR", (row, cell) -> row % 1000 == 7 ? "-999" : cell),
                        "drift.out-of-range",
                        Severity.WARN),
                Mishap.of(
                        "digits rounded away",
                        USUAL.withNumbers("AIR", cell -> Math.rint(cell * 10) / 10),
                        "drift.digits-lost",
                        Severity.FAIL),
                Mishap.of(
                        "cast to whole numbers",
                        USUAL.withNumbers("AIR", Math::floor),
                        "drift.distribution",
                        Severity.FAIL),
                Mishap.of(
                        "turned upside down",
                        USUAL.withNumbers("NEED", cell -> 1 - cell),
                        "drift.values-moved",
                        Severity.FAIL),
                Mishap.of(
                        "commas for points",
                        USUAL.with("RATE", cell -> "\"" + cell.replace('.', ',') + "\""),
                        "drift.column-retyped",
                        Severity.FAIL),
                Mishap.of(
                        "units behind numbers",
                        USUAL.with("AIR", cell -> cell + " %"),
                        "drift.column-retyped",
                        Severity.FAIL),
                Mishap.of(
                        "a stray text among numbers",
                        USUAL.with("RATE", (row, cell) -> row == 5 ? "n/a" : cell),
                        "table.text-in-number-column",
                        Severity.WARN),
                Mishap.of(
                        "shifted by a constant",
                        USUAL.withNumbers("RATE", cell -> cell + 1),
                        "drift.distribution",
                        Severity.FAIL),
                Mishap.of(
                        "an infinite cell",
                        USUAL.with("RATE", (row, cell) -> row == 9 ? "inf" : cell),
                        "table.infinite",
                        Severity.WARN));
    }

    private static Stream<Mishap> ofColumns() {
        return Stream.of(
                Mishap.of("a column blank", USUAL.with("AIR", cell -> ""), "drift.blank", Severity.FAIL),
                Mishap.of(
                        "half a column blank",
                        USUAL.with("AIR", (row, cell) -> row % 2 == 0 ? "" : cell),
                        "drift.blank",
                        Severity.FAIL),
                Mishap.of("a column of one value", USUAL.with("AIR", cell -> "0.50"), "drift.one-value", Severity.FAIL),
                Mishap.of(
                        "cells slipped by a column",
                        USUAL.slipped("STATE"),
                        "table.text-in-score-column",
                        Severity.FAIL),
                Mishap.of("the last cells slipped by a column", USUAL.slipped("AIR"), "drift.scale", Severity.FAIL),
                Mishap.of(
                        "a column gone",
                        USUAL.columns(USUAL.names().stream()
                                .filter(name -> !name.equals("AIR"))
                                .toList()),
                        "drift.columns-gone",
                        Severity.FAIL),
                Mishap.of(
                        "two columns exchanged",
                        USUAL.named(name -> name.equals("AIR") ? "NEED" : name.equals("NEED") ? "AIR" : name),
                        "drift.values-moved",
                        Severity.FAIL),
                Mishap.of("a column sorted by itself", USUAL.shuffled("AIR"), "drift.values-moved", Severity.FAIL),
                Mishap.of(
                        "other names for classes",
                        USUAL.with("STATE", state -> state.replace("State", "ST")),
                        "drift.distribution",
                        Severity.FAIL),
                Mishap.of(
                        "ones for true",
                        USUAL.with(MadeUpTable.SCORE, cell -> cell.equals("True") ? "1" : "0"),
                        "drift.column-retyped",
                        Severity.FAIL));
    }

    private static Stream<Mishap> ofScores() {
        return Stream.of(
                Mishap.of(
                        "the score column missing",
                        USUAL.named(name -> name.equals(MadeUpTable.SCORE) ? "SCORES" : name),
                        "table.no-score-column",
                        Severity.FAIL),
                Mishap.of(
                        "no score at all",
                        USUAL.with(MadeUpTable.SCORE, cell -> ""),
                        "table.blank-score",
                        Severity.FAIL),
                Mishap.of(
                        "text for scores",
                        USUAL.with(MadeUpTable.SCORE, cell -> cell.equals("True") ? "yes" : "no"),
                        "table.text-in-score-column",
                        Severity.FAIL),
                Mishap.of(
                        "true everywhere",
                        USUAL.with(MadeUpTable.SCORE, cell -> "True"),
                        "drift.classes-changed",
                        Severity.FAIL),
                Mishap.of(
                        "true for false",
                        USUAL.with(MadeUpTable.SCORE, cell -> cell.equals("True") ? "False" : "True"),
                        "drift.classes-changed",
                        Severity.FAIL),
                Mishap.of(
                        "scores of other rows",
                        USUAL.shuffled(MadeUpTable.SCORE),
                        "drift.classes-changed",
                        Severity.FAIL),
                Mishap.of(
                        "scores off by a row",
                        USUAL.with(
                                MadeUpTable.SCORE,
                                (row, cell) ->
                                        USUAL.rows().get(Math.max(0, row - 1)).get(3)),
                        "drift.classes-changed",
                        Severity.FAIL),
                Mishap.of(
                        "scores of one state exchanged",
                        USUAL.with(
                                MadeUpTable.SCORE,
                                (row, cell) -> row < 400 ? (cell.equals("True") ? "False" : "True") : cell),
                        "drift.classes-changed",
                        Severity.WARN));
    }

    @ParameterizedTest
    @MethodSource("mishaps")
    void aMishapIsSeen(Mishap mishap) throws IOException {
        assertThat(findings(mishap.bytes())).as("%s", mishap).anySatisfy(finding -> {
            assertThat(finding.code()).isEqualTo(mishap.code());
            assertThat(finding.severity()).isEqualTo(mishap.severity());
        });
    }

    /// A file that is as good as the one before.
    record Variant(String name, byte[] bytes) {
        static Variant of(String name, String text) {
            return new Variant(name, text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Variant> goodVariants() {
        var random = new Random(5);
        return Stream.of(
                Variant.of("the same", USUAL.csv()),
                Variant.of(
                        "rows in another order",
                        USUAL.withRows(rows -> {
                                    Collections.shuffle(rows, new Random(3));
                                    return rows;
                                })
                                .csv()),
                Variant.of(
                        "columns in another order",
                        USUAL.columns(USUAL.names().reversed()).csv()),
                Variant.of("a column more", USUAL.withColumn("NEW", "7").csv()),
                Variant.of("line ends of Windows, and a byte order mark", "\uFEFF" + USUAL.csv(",", "\r\n")),
                Variant.of(
                        "every cell in quotes",
                        USUAL.csv()
                                .lines()
                                .map(line -> "\"" + line.replace(",", "\",\"") + "\"\n")
                                .reduce("", String::concat)),
                new Variant("gzipped", gzipped(USUAL.csv())),
                Variant.of(
                        "a few rows fewer",
                        USUAL.withRows(rows -> rows.stream()
                                        .filter(row -> !row.getFirst().endsWith("071"))
                                        .toList())
                                .csv()),
                Variant.of(
                        "an update: numbers a little higher",
                        USUAL.withNumbers("RATE", cell -> cell * 1.01)
                                .withNumbers("POPULATION", cell -> Math.rint(cell * 1.02))
                                .csv()),
                Variant.of(
                        "an update: two rows in a hundred have other numbers and scores",
                        USUAL.with(
                                        "AIR",
                                        (row, cell) -> row % 50 == 0
                                                ? String.format(Locale.ROOT, "%.2f", random.nextDouble())
                                                : cell)
                                .with(
                                        MadeUpTable.SCORE,
                                        (row, cell) -> row % 100 == 0 ? (cell.equals("True") ? "False" : "True") : cell)
                                .csv()),
                Variant.of(
                        "blanks filled in",
                        USUAL.with(
                                        "SPARSE",
                                        (row, cell) -> cell.isEmpty()
                                                ? String.format(Locale.ROOT, "%.2f", random.nextDouble())
                                                : cell)
                                .csv()),
                Variant.of(
                        "true and false in capitals",
                        USUAL.with(MadeUpTable.SCORE, cell -> cell.toUpperCase(Locale.ROOT))
                                .csv()));
    }

    @ParameterizedTest
    @MethodSource("goodVariants")
    void aGoodFileGivesNoAlarm(Variant variant) throws IOException {
        assertThat(findings(variant.bytes()))
                .as("%s", variant)
                .allSatisfy(finding ->
                        assertThat(finding.severity()).as(finding.text()).isEqualTo(Severity.INFO));
    }

    /// Rules see what drift cannot: a first file has nothing to drift from.
    @ParameterizedTest
    @MethodSource("rulesThatRefuse")
    void aRuleSeesItInTheFirstFileToo(Broken broken) throws IOException {
        var findings = new Findings("usa.csv");
        var table = read(broken.table().csv().getBytes(StandardCharsets.UTF_8), findings);

        TableRules.see(broken.rules(), table, findings);

        assertThat(findings.list())
                .filteredOn(finding -> finding.severity() == Severity.FAIL)
                .extracting(Finding::code)
                .as("%s", broken)
                .containsExactly(broken.code());
    }

    @ParameterizedTest
    @MethodSource("rulesThatRefuse")
    void theUsualTableKeepsEveryRule(Broken broken) throws IOException {
        var findings = new Findings("usa.csv");

        TableRules.see(broken.rules(), read(USUAL.csv().getBytes(StandardCharsets.UTF_8), findings), findings);

        assertThat(findings.list()).as("%s", broken).isEmpty();
    }

    record Broken(String name, InputRules rules, MadeUpTable table, String code) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static InputRules rules(ColumnRule column) {
        return new InputRules(
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(column),
                InputRules.Own.NONE);
    }

    private static ColumnRule column(String name) {
        return new ColumnRule(
                name,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                List.of(),
                false,
                Optional.empty());
    }

    private static ColumnRule typed(String name, ColumnRule.Type type) {
        return new ColumnRule(
                name,
                Optional.of(type),
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                List.of(),
                false,
                Optional.empty());
    }

    private static ColumnRule ranged(String name, double least, double most) {
        return new ColumnRule(
                name,
                Optional.empty(),
                Optional.of(new Span(least, most)),
                Optional.empty(),
                OptionalDouble.empty(),
                List.of(),
                false,
                Optional.empty());
    }

    static Stream<Broken> rulesThatRefuse() {
        var count = new InputRules(
                Optional.of(new Span(2300, 2500)),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                InputRules.Own.NONE);
        var length = new InputRules(
                Optional.empty(),
                OptionalInt.of(5),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                InputRules.Own.NONE);
        var groups = new InputRules(
                Optional.empty(),
                OptionalInt.empty(),
                Optional.of(new InputRules.Groups(2, List.of("01", "17", "40"), 50)),
                Optional.empty(),
                List.of(),
                InputRules.Own.NONE);
        var median = new ColumnRule(
                "AIR",
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Span(0.4, 0.6)),
                OptionalDouble.empty(),
                List.of(),
                false,
                Optional.empty());
        var blank = new ColumnRule(
                "SPARSE",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.of(0.2),
                List.of(),
                false,
                Optional.empty());
        var values = new ColumnRule(
                MadeUpTable.SCORE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                List.of("True", "False"),
                false,
                Optional.empty());
        return Stream.of(
                new Broken("too few rows", count, USUAL.withRows(rows -> rows.subList(0, 2000)), "check.count"),
                new Broken(
                        "zeros lost",
                        length,
                        USUAL.with(MadeUpTable.ID, id -> id.replaceFirst("^0", ""))
                                .withRows(rows -> rows),
                        "check.id-zeros-lost"),
                new Broken("ids too long", length, USUAL.with(MadeUpTable.ID, id -> "US" + id), "check.id-length"),
                new Broken(
                        "a group missing",
                        groups,
                        USUAL.withRows(rows -> rows.stream()
                                .filter(row -> !row.getFirst().startsWith("17"))
                                .toList()),
                        "check.group-missing"),
                new Broken(
                        "a group too small",
                        groups,
                        USUAL.withRows(rows -> rows.stream()
                                .filter(row -> !row.getFirst().startsWith("17")
                                        || row.getFirst().endsWith("1"))
                                .toList()),
                        "check.group-small"),
                new Broken(
                        "a column missing",
                        rules(column("AIR")),
                        USUAL.named(name -> name.equals("AIR") ? "AIRS" : name),
                        "check.column-missing"),
                new Broken(
                        "a type",
                        rules(typed("AIR", ColumnRule.Type.NUMBER)),
                        USUAL.with("AIR", cell -> cell + " %"),
                        "check.column-type"),
                new Broken(
                        "a range",
                        rules(ranged("A*R", 0, 1)),
                        USUAL.with("AIR", (row, cell) -> row == 3 ? "1.5" : cell),
                        "check.range"),
                new Broken(
                        "text where a range is",
                        rules(ranged("AIR", 0, 1)),
                        USUAL.with("AIR", cell -> cell + " %"),
                        "check.column-type"),
                new Broken("a median", rules(median), USUAL.withNumbers("AIR", cell -> cell / 10), "check.median"),
                new Broken(
                        "blanks",
                        rules(blank),
                        USUAL.with("SPARSE", (row, cell) -> row % 3 == 0 ? "" : cell),
                        "check.blank"),
                new Broken(
                        "a value",
                        rules(values),
                        USUAL.with(MadeUpTable.SCORE, (row, cell) -> row == 5 ? "true " : cell),
                        "check.value"));
    }

    @Test
    void aColumnThatRisesByRuleIsSeenToFall() throws IOException {
        var rises = new ColumnRule(
                "ORDER",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                List.of(),
                true,
                Optional.empty());
        var risesWith = new ColumnRule(
                "ORDER",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                List.of(),
                false,
                Optional.of("NEED"));
        var right = USUAL.withColumn("ORDER", "0").with("ORDER", (row, cell) -> String.valueOf(row / 7));
        var wrong = right.with("ORDER", (row, cell) -> row == 1000 ? "3" : cell);
        var same = USUAL.withColumn("ORDER", "0")
                .with(
                        "ORDER",
                        (row, cell) -> String.valueOf(Math.floor(
                                10 * Double.parseDouble(USUAL.rows().get(row).get(4)))));
        var other = same.with("ORDER", (row, cell) -> row == 1000 ? "99" : cell);

        assertThat(broken(rises, right)).isEmpty();
        assertThat(broken(rises, wrong)).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("check.falls");
            assertThat(finding.place()).isEqualTo("id " + USUAL.rows().get(1000).getFirst() + ", column ORDER");
        });
        assertThat(broken(risesWith, same)).isEmpty();
        assertThat(broken(risesWith, other)).extracting(Finding::code).containsExactly("check.falls-with");
    }

    private List<Finding> broken(ColumnRule rule, MadeUpTable table) throws IOException {
        var findings = new Findings("usa.csv");
        TableRules.see(rules(rule), read(table.csv().getBytes(StandardCharsets.UTF_8), findings), findings);
        return findings.list();
    }

    private List<Finding> findings(byte[] bytes) throws IOException {
        var before = read(USUAL.csv().getBytes(StandardCharsets.UTF_8), new Findings("before.csv"));
        var findings = new Findings("usa.csv");
        try {
            var now = read(bytes, findings);
            var meter = new DriftMeter(DriftLimits.DEFAULT, PastMoves.NONE);
            TableDrift.see(meter, before, now, MadeUpTable.ID, 2, Optional.of(MadeUpTable.SCORE), findings);
            return findings.list();
        } catch (BadInputException e) {
            return e.findings();
        }
    }

    private Table read(byte[] bytes, Findings findings) throws IOException {
        var file = Files.createTempFile(folder, "table", ".csv");
        Files.write(file, bytes);
        var options = new TableOptions(MadeUpTable.ID, Optional.of(MadeUpTable.SCORE), ',');
        return TableReader.read(Content.of(file), options, Progress.SILENT, findings);
    }
}
