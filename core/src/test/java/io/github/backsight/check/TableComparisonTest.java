package io.github.backsight.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.content.Content;
import io.github.backsight.finding.Findings;
import io.github.backsight.progress.Progress;
import io.github.backsight.table.Table;
import io.github.backsight.table.TableOptions;
import io.github.backsight.table.TableReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableComparisonTest {
    @TempDir
    private Path folder;

    private final List<String> cells = new ArrayList<>();

    private TableDiff diff(String before, String now) throws IOException {
        return diff(read(before), read(now), "id", "score");
    }

    private TableDiff diff(Table before, Table now, String id, String score) {
        return new TableComparison(before, now, id, 2)
                .diff(
                        Optional.of(score),
                        cell -> cells.add(
                                cell.id() + " " + cell.column() + ": " + cell.before() + " > " + cell.after()));
    }

    private Table read(String csv) throws IOException {
        return read(csv, "id");
    }

    private Table read(String csv, String id) throws IOException {
        var file = Files.createTempFile(folder, "table", ".csv");
        Files.writeString(file, csv);
        var options = new TableOptions(id, Optional.empty(), ',');
        return TableReader.read(Content.of(file), options, Progress.SILENT, new Findings("table.csv"));
    }

    @Test
    void cellsThatSayTheSameAreNoChangeHoweverTheyAreWritten() throws IOException {
        var diff = diff("""
                id,score,air,name
                0101,True,0.60,Ada
                0102,False,1e2,
                """, """
                id,name,air,score
                0102,,100.0,FALSE
                0101,Ada,.6,true
                """);

        assertThat(diff.isEmpty()).isTrue();
        assertThat(cells).isEmpty();
        assertThat(diff.sentence()).isEqualTo("the tables say the same");
    }

    @Test
    void rowsColumnsCellsAndKindsThatAreDifferentAreNamed() throws IOException {
        var diff = diff("""
                id,score,air,old,kind
                0101,1,0.5,x,1
                0102,2,,x,2
                0103,3,0.7,x,3
                """, """
                id,score,air,new,kind
                0101,1,0.9,y,a
                0102,2,0.1,y,b
                0104,4,0.7,y,c
                """);

        assertThat(diff.rowsAdded().first()).containsExactly("0104");
        assertThat(diff.rowsRemoved().first()).containsExactly("0103");
        assertThat(diff.columnsAdded()).containsExactly("new");
        assertThat(diff.columnsRemoved()).containsExactly("old");
        assertThat(diff.columnsRetyped()).containsExactly("kind: numbers then, text now");
        assertThat(diff.rowsChanged()).isEqualTo(2);
        assertThat(cells)
                .containsExactlyInAnyOrder(
                        "0101 air: 0.5 > 0.9", "0102 air:  > 0.1", "0101 kind: 1 > a", "0102 kind: 2 > b");
        assertThat(diff.columns())
                .filteredOn(column -> column.column().equals("air"))
                .singleElement()
                .satisfies(air -> {
                    assertThat(air.changed()).isEqualTo(2);
                    assertThat(air.filled()).isEqualTo(1);
                    assertThat(air.blanked()).isZero();
                    assertThat(air.largest()).hasValue(new TableDiff.Cell("0101", "0.5", "0.9"));
                    assertThat(air.meanBefore()).hasValue(0.6);
                });
    }

    @Test
    void whoseClassHasChangedIsCountedByGroupsWithTheirNames() throws IOException {
        var diff = diff("""
                id,state,score
                0101,Alabama,True
                0102,Alabama,False
                0201,Alaska,True
                0202,Alaska,True
                """, """
                id,state,score
                0101,Alabama,True
                0102,Alabama,True
                0201,Alaska,False
                0202,Alaska,False
                """);

        var score = diff.score().orElseThrow();
        assertThat(score.changed()).isEqualTo(3);
        assertThat(score.classes())
                .containsExactly(new TableDiff.ClassCount("true", 3, 2), new TableDiff.ClassCount("false", 1, 2));
        assertThat(score.groups())
                .containsExactly(
                        new TableDiff.GroupChange("02", "Alaska", 2, 0, 2),
                        new TableDiff.GroupChange("01", "Alabama", 1, 1, 0));
        assertThat(diff.sentence())
                .isEqualTo("4 → 4 rows (0 added, 0 removed, 3 changed);"
                        + " score true: 3 → 2 rows; 3 change, most in Alaska (2), Alabama (1)");
    }

    /// The judge looks at each cell of each row, as text.
    @RepeatedTest(20)
    void asManyCellsChangeAsAJudgeCounts(RepetitionInfo run) throws IOException {
        var random = new Random(run.getCurrentRepetition());
        var before = MadeUpTable.usual().withRows(rows -> rows.subList(0, 300));
        var columns = List.of("STATE", "NAME", "AIR", "POPULATION", "SPARSE", MadeUpTable.SCORE);
        var now = before.with(columns.get(random.nextInt(columns.size())), cell -> random.nextBoolean() ? "7" : cell)
                .with(columns.get(random.nextInt(columns.size())), cell -> random.nextInt(5) == 0 ? "" : cell)
                .withRows(rows -> {
                    Collections.shuffle(rows, random);
                    return rows.subList(0, 250);
                });

        var diff = diff(
                read(before.csv(), MadeUpTable.ID), read(now.csv(), MadeUpTable.ID), MadeUpTable.ID, MadeUpTable.SCORE);

        long expected = now.rows().stream()
                .mapToLong(row -> {
                    var then = before.rows().stream()
                            .filter(other -> other.getFirst().equals(row.getFirst()))
                            .findFirst()
                            .orElseThrow();
                    return IntStream.range(0, row.size())
                            .filter(place -> !row.get(place).equals(then.get(place)))
                            .count();
                })
                .sum();
        assertThat(diff.cellsChanged()).isEqualTo(expected);
        assertThat(cells).hasSize((int) expected);
        assertThat(diff.rowsRemoved().count()).isEqualTo(50);
    }
}
