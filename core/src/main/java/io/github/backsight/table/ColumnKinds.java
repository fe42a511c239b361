package io.github.backsight.table;

import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Findings;
import io.github.backsight.finding.Severity;
import io.github.backsight.table.Column.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Decides what kind each column is, from the sorts of its texts, and says which cells disturb it.
final class ColumnKinds {
    /// From this share of numbers on, a cell that is none is taken for a mistake.
    private static final double NUMBER_COLUMN = 0.9;

    private static final Set<CellSort> NOT_FINITE = EnumSet.of(CellSort.NOT_A_NUMBER, CellSort.INFINITE);

    private final TableCells cells;
    private final TableOptions options;
    private final Findings findings;

    ColumnKinds(TableCells cells, TableOptions options, Findings findings) {
        this.cells = cells;
        this.options = options;
        this.findings = findings;
    }

    /// {@return the columns, each taken out of the cells}
    List<Column> columns(int idNumber) {
        var columns = new ArrayList<Column>();
        for (int number = 0; number < cells.names().size(); number++) {
            var cellsOfColumn = cells.takeColumn(number);
            columns.add(
                    number == idNumber ? cellsOfColumn.build(name(number), Kind.TEXT) : column(number, cellsOfColumn));
        }
        return columns;
    }

    private String name(int number) {
        return cells.names().get(number);
    }

    private Column column(int number, ColumnBuilder builder) {
        var column = new Sorted(name(number), builder);
        boolean score =
                options.scoreColumn().isPresent() && options.scoreColumn().get().equals(name(number));
        if (column.holdsOnly(EnumSet.of(CellSort.TRUTH))) {
            return column.built(Kind.TRUTH);
        }
        if (column.count(CellSort.NUMBER) > 0
                && column.holdsOnly(EnumSet.of(CellSort.NUMBER, CellSort.NOT_A_NUMBER, CellSort.INFINITE))) {
            seeNotFinite(column, score);
            return column.withoutNotFinite();
        }
        if (score) {
            seeScoreText(column);
        } else if (column.count(CellSort.TEXT) > 0
                && column.count(CellSort.NUMBER) >= NUMBER_COLUMN * column.filled()) {
            see(
                    column,
                    EnumSet.of(CellSort.TEXT, CellSort.TRUTH),
                    "table.text-in-number-column",
                    Severity.WARN,
                    "the column '" + column.name + "' is numbers but for some cells, so all of it is taken as text",
                    "Correct these cells or leave them blank");
        }
        return column.built(Kind.TEXT);
    }

    private void seeNotFinite(Sorted column, boolean score) {
        see(
                column,
                EnumSet.of(CellSort.NOT_A_NUMBER),
                "table.nan",
                Severity.WARN,
                "the column '" + column.name + "' has cells that are 'not a number'; they are taken as blank",
                "Leave them blank in the source");
        see(
                column,
                EnumSet.of(CellSort.INFINITE),
                score ? "table.infinite-score" : "table.infinite",
                score ? Severity.FAIL : Severity.WARN,
                score
                        ? "the score column '" + column.name + "' has infinite cells: no rank can be told from them"
                        : "the column '" + column.name + "' has infinite cells; they are taken as blank",
                "Look for a division by zero where the table is made");
    }

    private void seeScoreText(Sorted column) {
        if (column.filled() == column.count(CellSort.NOT_A_NUMBER)) {
            findings.see(
                    "table.blank-score",
                    Severity.FAIL,
                    "column " + column.name,
                    "",
                    "the score column '" + column.name + "' has no score in any row",
                    "Put a table with scores, or configure another column as score");
            return;
        }
        boolean truths = column.count(CellSort.TRUTH) > column.count(CellSort.NUMBER);
        see(
                column,
                truths
                        ? EnumSet.complementOf(EnumSet.of(CellSort.TRUTH))
                        : EnumSet.complementOf(EnumSet.of(CellSort.NUMBER, CellSort.NOT_A_NUMBER)),
                "table.text-in-score-column",
                Severity.FAIL,
                "the score column '" + column.name + "' must hold " + (truths ? "true or false" : "numbers") + " only",
                "Correct these cells or leave them blank");
    }

    private void see(
            Sorted column, Set<CellSort> sorts, String code, Severity severity, String message, String action) {
        long rest = sorts.stream().mapToLong(column::count).sum();
        for (int row = 0, shown = 0; row < cells.rows() && rest > 0; row++) {
            int text = column.builder.code(row);
            if (text != Column.BLANK && sorts.contains(column.sorts[text])) {
                boolean last = ++shown == Finding.MOST_EXAMPLES;
                var place = cells.place(row);
                var example = place + ": '" + column.texts.get(text) + "'";
                findings.see(code, severity, place, example, message, action, last ? rest : 1);
                rest = last ? 0 : rest - 1;
            }
        }
    }

    /// A column with the sort of each of its texts, and how many cells each sort has.
    private static final class Sorted {
        private final String name;
        private final ColumnBuilder builder;
        private final Texts texts;
        private final CellSort[] sorts;
        private final Map<CellSort, Integer> counts = new EnumMap<>(CellSort.class);

        Sorted(String name, ColumnBuilder builder) {
            this.name = name;
            this.builder = builder;
            this.texts = builder.texts();
            this.sorts = new CellSort[texts.size()];
            for (int text = 0; text < sorts.length; text++) {
                sorts[text] = CellSort.of(texts.get(text));
                counts.merge(sorts[text], builder.cells(text), Integer::sum);
            }
        }

        int count(CellSort sort) {
            return counts.getOrDefault(sort, 0);
        }

        int filled() {
            return counts.values().stream().mapToInt(Integer::intValue).sum();
        }

        boolean holdsOnly(Set<CellSort> allowed) {
            return filled() > 0 && allowed.stream().mapToInt(this::count).sum() == filled();
        }

        Column built(Kind kind) {
            return builder.build(name, kind);
        }

        Column withoutNotFinite() {
            if (count(CellSort.NUMBER) == filled()) {
                return built(Kind.NUMBER);
            }
            var kept = new ColumnBuilder();
            for (int row = 0; row < builder.rowCount(); row++) {
                int code = builder.code(row);
                if (code == Column.BLANK || NOT_FINITE.contains(sorts[code])) {
                    kept.fillTo(row + 1);
                } else {
                    kept.add(texts.get(code));
                }
            }
            return kept.build(name, Kind.NUMBER);
        }
    }
}
