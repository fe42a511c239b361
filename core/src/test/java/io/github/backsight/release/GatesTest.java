package io.github.backsight.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.finding.Finding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatesTest {
    private static Manifest release(String recipe, Map<String, Number> counts) {
        return Manifest.of(
                "0.1.0", List.of(), new Recipe(recipe), List.of(), Map.of(), counts, Verdict.GOOD, List.of());
    }

    private static List<Finding> compared(String count, double live, double next) {
        var before = new LinkedHashMap<String, Number>(Map.of(Counts.ROWS, 10_000));
        var after = new LinkedHashMap<>(before);
        before.put(count, live);
        after.put(count, next);
        return Gates.findings(release("1", after), List.of(), Optional.of(release("2", before)));
    }

    @ParameterizedTest
    @CsvSource({
        "rows, 10000, 9900, ''",
        "rows, 10000, 9899, WARN",
        "rows, 10000, 8999, FAIL",
        "rows, 10000, 20000, ''",
        "rowsWithoutPolygon, 100, 110, ''",
        "rowsWithoutPolygon, 100, 111, WARN",
        "rowsWithoutPolygon, 389, 4012, FAIL",
        "rowsWithoutPolygon, 4012, 389, ''",
        "polygonsWithoutRow, 0, 501, FAIL",
        "score.mean, 0.4, 0.8, ''",
        "score.mean, 0.4, 0.81, WARN",
        "score.mean, 0.81, 0.4, WARN",
        "score.mean, 0.0, 5, WARN",
        "score.mean, -1, 1, WARN",
        "score.max, 12.3, 1230, FAIL",
        "other, 1, 100, ''",
    })
    void aCountThatMovedTooFarIsFound(String count, double live, double next, String severity) {
        assertThat(compared(count, live, next))
                .extracting(finding -> finding.severity().name())
                .isEqualTo(severity.isEmpty() ? List.of() : List.of(severity));
    }

    @Test
    void theFindingSaysBothNumbers() {
        var live = release("2", Map.of(Counts.ROWS, 74_134, Counts.ROWS_WITHOUT_POLYGON, 389));
        var next = release("1", Map.of(Counts.ROWS, 74_134, Counts.ROWS_WITHOUT_POLYGON, 40_123));
        assertThat(Gates.findings(next, List.of(), Optional.of(live)))
                .singleElement()
                .satisfies(finding -> assertThat(finding.text())
                        .isEqualTo("fail publish.rows-without-polygon: release " + next.id()
                                + ": rowsWithoutPolygon is 40,123, and 389 in release " + live.id()
                                + ". Look at what changed; publish with --force and a --reason if it is meant"));
    }

    @Test
    void nothingIsComparedWhenNothingIsLive() {
        assertThat(Gates.findings(release("1", Map.of(Counts.ROWS, 1)), List.of(), Optional.empty()))
                .isEmpty();
    }
}
