package io.github.backsight.cli;

import io.github.backsight.check.TableDiff;
import io.github.backsight.page.PageTable;
import java.util.ArrayList;
import java.util.List;

/// What a page says of two tables.
final class TableSections {
    private static final int MOST_COLUMNS = 100;

    private TableSections() {}

    /// {@return the whole in one sentence that begins and ends as one}
    static String sentence(TableDiff diff) {
        return sentence(diff.sentence());
    }

    static String sentence(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
    }

    static List<String> facts(TableDiff diff) {
        var facts = new ArrayList<String>();
        names("Columns added", diff.columnsAdded(), facts);
        names("Columns removed", diff.columnsRemoved(), facts);
        names("Columns of another kind", diff.columnsRetyped(), facts);
        ids("Rows added", diff.rowsAdded(), facts);
        ids("Rows removed", diff.rowsRemoved(), facts);
        return facts;
    }

    private static void names(String what, List<String> names, List<String> facts) {
        if (!names.isEmpty()) {
            facts.add(what + ": " + String.join(", ", names));
        }
    }

    static void ids(String what, TableDiff.Ids ids, List<String> facts) {
        if (ids.count() > 0) {
            facts.add(what + ": " + Figures.count(ids.count()) + ", " + String.join(", ", ids.first())
                    + (ids.count() > ids.first().size() ? ", …" : ""));
        }
    }

    /// {@return tables of classes, groups and columns, those that have rows}
    static List<PageTable> of(TableDiff diff) {
        var tables = new ArrayList<PageTable>();
        diff.score().filter(score -> score.changed() > 0).ifPresent(score -> {
            tables.add(new PageTable(
                    "Classes of " + score.column(),
                    Figures.count(score.changed(), "row is", "rows are") + " in another class.",
                    List.of("Class", ">Before", ">Now"),
                    score.classes().stream()
                            .map(each -> PageTable.Row.of(
                                    each.name(), Figures.count(each.before()), Figures.count(each.now())))
                            .toList()));
            if (!score.groups().isEmpty()) {
                tables.add(new PageTable(
                        "Where classes changed",
                        "",
                        isTruth(score)
                                ? List.of("Group", ">Rows in another class", ">False → true", ">True → false")
                                : List.of("Group", ">Rows in another class", ">Higher", ">Lower"),
                        score.groups().stream()
                                .map(group -> PageTable.Row.of(
                                        group.name(),
                                        Figures.count(group.changed()),
                                        Figures.count(group.up()),
                                        Figures.count(group.down())))
                                .toList()));
            }
        });
        if (!diff.columns().isEmpty()) {
            tables.add(new PageTable(
                    "Columns with changed cells",
                    diff.columns().size() > MOST_COLUMNS ? "The " + MOST_COLUMNS + " with the most." : "",
                    List.of("Column", ">Changed", ">Filled", ">Blanked", ">Mean before", ">Mean now", "Largest change"),
                    diff.columns().stream()
                            .limit(MOST_COLUMNS)
                            .map(TableSections::row)
                            .toList()));
        }
        return tables;
    }

    private static boolean isTruth(TableDiff.ScoreChange score) {
        return score.classes().stream().anyMatch(each -> each.name().equals("true"));
    }

    private static PageTable.Row row(TableDiff.ColumnChange column) {
        return PageTable.Row.of(
                column.column(),
                Figures.count(column.changed()),
                Figures.count(column.filled()),
                Figures.count(column.blanked()),
                column.meanBefore().map(DiffText::number).orElse(""),
                column.meanNow().map(DiffText::number).orElse(""),
                column.largest()
                        .map(cell -> cell.id() + ": " + cell.before() + " → " + cell.now())
                        .orElse(""));
    }
}
