package io.github.backsight.mbtiles;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Findings;
import io.github.backsight.finding.Severity;
import io.github.backsight.table.Column;
import io.github.backsight.table.ColumnBuilder;
import io.github.backsight.table.Table;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TableQuestionsTest {
    private static final Table TABLE = new Table(
            List.of(
                    column("id", Column.Kind.TEXT, "01", "02", "03"),
                    column("score", Column.Kind.NUMBER, "0.5", "", "-2"),
                    column("poor", Column.Kind.TRUTH, "True", "False", ""),
                    column("a \"name\"", Column.Kind.TEXT, "x", "y", "z")),
            List.of("01", "02", "03"));

    private static Column column(String name, Column.Kind kind, String... texts) {
        var column = new ColumnBuilder();
        for (int row = 0; row < texts.length; row++) {
            if (texts[row].isEmpty()) {
                column.fillTo(row + 1);
            } else {
                column.add(texts[row]);
            }
        }
        return column.build(name, kind);
    }

    private static List<Finding> ask(String question) throws IOException {
        var findings = new Findings("usa.csv");
        TableQuestions.see(new TreeMap<>(Map.of("mine", question)), TABLE, findings);
        return findings.list();
    }

    @Test
    void eachRowOfAnAnswerBreaksTheRule() throws IOException {
        assertThat(ask("SELECT id, score FROM t WHERE score < 0"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.code()).isEqualTo("check.sql");
                    assertThat(finding.severity()).isEqualTo(Severity.FAIL);
                    assertThat(finding.place()).isEqualTo("rule 'mine'");
                    assertThat(finding.examples()).containsExactly("mine: 03 -2.0");
                });
        assertThat(ask("SELECT id FROM t WHERE score < -5")).isEmpty();
    }

    @Test
    void blanksAreNullTrueIsOneAndNamesAreThoseOfTheFile() throws IOException {
        assertThat(ask("SELECT id FROM t WHERE score IS NULL").getFirst().examples())
                .containsExactly("mine: 02");
        assertThat(ask("SELECT id FROM t WHERE poor = 1").getFirst().examples()).containsExactly("mine: 01");
        assertThat(ask("SELECT \"a \"\"name\"\"\" FROM t WHERE id = '03'")
                        .getFirst()
                        .examples())
                .containsExactly("mine: z");
    }

    @Test
    void law9_aQuestionThatCannotBeAskedIsAFinding() throws IOException {
        assertThat(ask("SELECT nothing FROM t").getFirst().code()).isEqualTo("check.sql-failed");
        assertThat(ask("DELETE FROM t RETURNING id").getFirst().code()).isEqualTo("check.sql-failed");
    }
}
