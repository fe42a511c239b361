package io.github.backsight.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.config.DriftLimit;
import io.github.backsight.config.DriftLimits;
import io.github.backsight.config.DriftMeasure;
import io.github.backsight.content.Content;
import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Findings;
import io.github.backsight.finding.Severity;
import io.github.backsight.progress.Progress;
import io.github.backsight.table.Table;
import io.github.backsight.table.TableOptions;
import io.github.backsight.table.TableReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Limits that are multiples of how far an input moved before, on tables that change from month to
/// month.
class DriftHistoryTest {
    private static final DriftLimits TWICE_THE_ROWS = DriftLimits.of(Map.of(
            DriftMeasure.ROWS_LOST, new DriftLimit.Multiple(2),
            DriftMeasure.IDS_CHANGED, new DriftLimit.Multiple(2)));

    @TempDir
    private Path folder;

    private final List<Table> months = new ArrayList<>();
    private MadeUpTable newest = MadeUpTable.usual();

    private void month(UnaryOperator<MadeUpTable> change) throws IOException {
        if (!months.isEmpty()) {
            newest = change.apply(newest);
        }
        months.add(read(newest));
    }

    private void months(int count, UnaryOperator<MadeUpTable> change) throws IOException {
        for (int month = 0; month < count; month++) {
            month(change);
        }
    }

    /// {@return the table without that many of each hundred rows}
    private static UnaryOperator<MadeUpTable> losing(int percent) {
        return table -> table.withRows(rows -> IntStream.range(0, rows.size())
                .filter(row -> row * percent / 100 == (row + 1) * percent / 100)
                .mapToObj(rows::get)
                .toList());
    }

    private static UnaryOperator<MadeUpTable> times(double factor) {
        return table -> table.withNumbers("RATE", rate -> rate * factor);
    }

    private List<Finding> beside(DriftLimits limits, UnaryOperator<MadeUpTable> change) throws IOException {
        var findings = new Findings("usa.csv");
        var meter = new DriftMeter(limits, past());
        see(meter, months.getLast(), read(change.apply(newest)), findings);
        return findings.list();
    }

    private PastMoves past() {
        var moves = new ArrayList<Map<String, Map<String, Double>>>();
        for (int month = 1; month < months.size(); month++) {
            var meter = new DriftMeter(DriftLimits.DEFAULT, PastMoves.NONE);
            see(meter, months.get(month - 1), months.get(month), new Findings("usa.csv"));
            moves.add(Map.copyOf(meter.amounts()));
        }
        return new PastMoves(moves);
    }

    private static void see(DriftMeter meter, Table before, Table now, Findings findings) {
        TableDrift.see(meter, before, now, MadeUpTable.ID, 2, Optional.of(MadeUpTable.SCORE), findings);
    }

    private Table read(MadeUpTable table) throws IOException {
        var file = Files.createTempFile(folder, "table", ".csv");
        Files.writeString(file, table.csv());
        var options = new TableOptions(MadeUpTable.ID, Optional.of(MadeUpTable.SCORE), ',');
        return TableReader.read(Content.of(file), options, Progress.SILENT, new Findings("usa.csv"));
    }

    private static Stream<Severity> severities(List<Finding> findings, String code) {
        return findings.stream().filter(finding -> finding.code().equals(code)).map(Finding::severity);
    }

    @Test
    void whatChangesByTwelvePercentEachMonthMayDoSoAgain() throws IOException {
        months(5, losing(12));

        assertThat(beside(TWICE_THE_ROWS, losing(12))).isEmpty();
        assertThat(severities(beside(DriftLimits.DEFAULT, losing(12)), "drift.fewer-rows"))
                .as("by the usual number")
                .containsExactly(Severity.FAIL);
    }

    @Test
    void whatChangesByTwelvePercentEachMonthAlarmsAtThirty() throws IOException {
        months(5, losing(12));

        var findings = beside(TWICE_THE_ROWS, losing(30));

        assertThat(severities(findings, "drift.fewer-rows")).containsExactly(Severity.FAIL);
        assertThat(severities(findings, "drift.ids-changed")).containsExactly(Severity.FAIL);
    }

    @Test
    void betweenWhatIsUsualAndTheLimitAWarningIsGiven() throws IOException {
        months(5, losing(12));

        assertThat(severities(beside(TWICE_THE_ROWS, losing(19)), "drift.fewer-rows"))
                .containsExactly(Severity.WARN);
    }

    @Test
    void aCalmHistoryAlarmsAtThreePercent() throws IOException {
        months(5, times(1.001));

        assertThat(severities(beside(TWICE_THE_ROWS, losing(3)), "drift.fewer-rows"))
                .containsExactly(Severity.FAIL);
        assertThat(severities(beside(DriftLimits.DEFAULT, losing(3)), "drift.fewer-rows"))
                .as("by the usual number")
                .isEmpty();
        assertThat(beside(TWICE_THE_ROWS, table -> table)).isEmpty();
    }

    @Test
    void aShortHistoryFallsBackToTheNumbersAndSaysSo() throws IOException {
        months(3, losing(12));

        var findings = beside(TWICE_THE_ROWS, losing(12));

        assertThat(severities(findings, "drift.fewer-rows")).containsExactly(Severity.FAIL);
        assertThat(findings)
                .filteredOn(finding -> finding.code().equals("drift.history-short"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.INFO);
                    assertThat(finding.examples()).containsExactly("rows-lost", "ids-changed");
                });
        assertThat(severities(beside(TWICE_THE_ROWS, losing(3)), "drift.fewer-rows"))
                .isEmpty();
    }

    @Test
    void timesAreMultipliedAsPowers() throws IOException {
        months(4, times(1.5));
        var limits = DriftLimits.of(Map.of(DriftMeasure.SCALE, new DriftLimit.Multiple(3)));

        assertThat(severities(beside(limits, times(1.5)), "drift.scale")).isEmpty();
        assertThat(severities(beside(limits, times(4)), "drift.scale"))
                .as("more than 1.5 to the power of 3")
                .containsExactly(Severity.FAIL);
        assertThat(severities(beside(DriftLimits.DEFAULT, times(4)), "drift.scale"))
                .containsExactly(Severity.WARN);
    }

    @Test
    void aColumnHasItsOwnHistory() throws IOException {
        months(4, times(1.5));
        var limits = DriftLimits.of(Map.of(DriftMeasure.SCALE, new DriftLimit.Multiple(3)));

        var findings = beside(limits, table -> table.withNumbers("AIR", air -> air * 1.5));

        assertThat(severities(findings, "drift.scale")).containsExactly(Severity.FAIL);
    }

    @Test
    void ofEightMovesTwoMayBeAsWildAsTheyLike() {
        var moves = Stream.of(0.01, 0.9, 0.02, 0.03, 0.9, 0.01, 0.02, 0.03)
                .map(amount -> Map.of("rows-lost", Map.of("", amount)))
                .toList();

        assertThat(new PastMoves(List.copyOf(moves)).spread(DriftMeasure.ROWS_LOST, ""))
                .hasValue(0.03);
        assertThat(new PastMoves(List.copyOf(moves.subList(0, 2))).spread(DriftMeasure.ROWS_LOST, ""))
                .isEmpty();
    }
}
