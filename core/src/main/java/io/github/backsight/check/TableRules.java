package io.github.backsight.check;

import io.github.backsight.config.ColumnRule;
import io.github.backsight.config.InputRules;
import io.github.backsight.config.Span;
import io.github.backsight.finding.Findings;
import io.github.backsight.finding.Nearest;
import io.github.backsight.finding.Severity;
import io.github.backsight.table.Column;
import io.github.backsight.table.Table;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Holds a table against the rules that the configuration has for it. A broken rule is a `FAIL`.
public final class TableRules {
    private static final String LOOK = "Correct the table, or the rule in the configuration";

    private final Table table;
    private final Findings findings;

    private TableRules(Table table, Findings findings) {
        this.table = table;
        this.findings = findings;
    }

    /// @param findings gets what breaks a rule, under codes `check.*`
    public static void see(InputRules rules, Table table, Findings findings) {
        IdRules.see(rules, table.ids(), "rows", findings);
        var checks = new TableRules(table, findings);
        rules.columns().forEach(checks::see);
    }

    private void see(ColumnRule rule) {
        var columns = table.columns().stream()
                .filter(column -> rule.concerns(column.name()))
                .toList();
        if (columns.isEmpty()) {
            var names = table.columns().stream().map(Column::name).toList();
            fail(
                    "check.column-missing",
                    "column " + rule.name(),
                    rule.name(),
                    rule.isPattern()
                            ? "no column's name matches '" + rule.name() + "'"
                            : "there is no column '" + rule.name() + "'" + Nearest.hint(rule.name(), names),
                    1);
        }
        for (var column : columns) {
            see(rule, column);
        }
    }

    private void see(ColumnRule rule, Column column) {
        seeBlanks(rule, column);
        seeValues(rule, column);
        boolean typed = seeType(rule, column);
        boolean ofNumbers = rule.range().isPresent()
                || rule.median().isPresent()
                || rule.rises()
                || rule.risesWith().isPresent();
        if (!ofNumbers || column.distinctCount() == 0) {
            return;
        }
        if (column.kind() == Column.Kind.TEXT) {
            if (typed) {
                fail(
                        "check.column-type",
                        "column " + column.name(),
                        column.name() + " as '" + column.text(0) + "'",
                        "a column that a rule takes for numbers holds text",
                        1);
            }
            return;
        }
        var numbers = CellNumbers.of(column);
        rule.range().ifPresent(range -> seeRange(range, column, numbers));
        rule.median().ifPresent(median -> seeMedian(median, column, numbers));
        if (rule.rises()) {
            seeRising(column, numbers);
        }
        rule.risesWith().ifPresent(other -> seeRisingWith(other, column, numbers));
    }

    /// {@return whether it is of the type that the rule asks for, if it asks}
    private boolean seeType(ColumnRule rule, Column column) {
        if (rule.type().isEmpty() || column.distinctCount() == 0) {
            return true;
        }
        boolean right = switch (rule.type().get()) {
            case NUMBER -> column.kind() == Column.Kind.NUMBER;
            case TRUTH -> column.kind() == Column.Kind.TRUTH;
            case TEXT -> true;
        };
        if (!right) {
            fail(
                    "check.column-type",
                    "column " + column.name(),
                    column.name() + " as '" + column.text(0) + "'",
                    "a column is not of the type that its rule asks for: "
                            + rule.type().get().text(),
                    1);
        }
        return right;
    }

    private void seeBlanks(ColumnRule rule, Column column) {
        if (rule.mostBlank().isEmpty()) {
            return;
        }
        long blank =
                IntStream.range(0, column.rowCount()).filter(column::isBlank).count();
        double share = blank / (double) column.rowCount();
        if (share > rule.mostBlank().getAsDouble()) {
            fail(
                    "check.blank",
                    "column " + column.name(),
                    column.name() + ": " + Sights.percent(share) + ", up to "
                            + Sights.percent(rule.mostBlank().getAsDouble()) + " are accepted",
                    "more cells of a column are blank than its rule accepts",
                    1);
        }
    }

    private void seeValues(ColumnRule rule, Column column) {
        if (rule.values().isEmpty()) {
            return;
        }
        var allowed = new HashSet<>(rule.values());
        for (int row = 0; row < column.rowCount(); row++) {
            if (!column.isBlank(row)
                    && !allowed.contains(column.text(column.code(row)).strip())) {
                fail(
                        "check.value",
                        id(row) + ", column " + column.name(),
                        column.name() + " '" + column.text(column.code(row)) + "' in " + id(row),
                        "a cell is none of the values that the rule of its column allows",
                        1);
            }
        }
    }

    private void seeRange(Span range, Column column, CellNumbers numbers) {
        if (numbers.beyond(range.least(), range.most()) == 0) {
            return;
        }
        for (int row = 0; row < column.rowCount(); row++) {
            double number = numbers.of(row);
            if (!Double.isNaN(number) && !range.holds(number)) {
                fail(
                        "check.range",
                        id(row) + ", column " + column.name(),
                        column.name() + " " + Sights.number(number) + " in " + id(row) + ", " + range + " is accepted",
                        "a number lies beyond the range that the rule of its column has",
                        1);
            }
        }
    }

    private void seeMedian(Span accepted, Column column, CellNumbers numbers) {
        double median = numbers.quantile(0.5);
        if (!accepted.holds(median)) {
            fail(
                    "check.median",
                    "column " + column.name(),
                    column.name() + ": " + Sights.number(median) + ", " + accepted + " is accepted",
                    "the median of a column lies beyond what its rule accepts",
                    1);
        }
    }

    private void seeRising(Column column, CellNumbers numbers) {
        double highest = Double.NEGATIVE_INFINITY;
        for (int row = 0; row < column.rowCount(); row++) {
            double number = numbers.of(row);
            if (number < highest) {
                fail(
                        "check.falls",
                        id(row) + ", column " + column.name(),
                        column.name() + " " + Sights.number(number) + " in " + id(row) + " after "
                                + Sights.number(highest),
                        "a number is lower than one in a row before, in a column that rises by its rule",
                        1);
            }
            highest = Double.isNaN(number) ? highest : Math.max(highest, number);
        }
    }

    private void seeRisingWith(String otherName, Column column, CellNumbers numbers) {
        Optional<Column> other = table.column(otherName).filter(each -> each.kind() != Column.Kind.TEXT);
        if (other.isEmpty()) {
            fail(
                    "check.column-missing",
                    "column " + otherName,
                    otherName,
                    "the column that '" + column.name() + "' rises with is missing, or holds no numbers",
                    1);
            return;
        }
        var others = CellNumbers.of(other.get());
        var rows = IntStream.range(0, column.rowCount())
                .filter(row -> !Double.isNaN(numbers.of(row)) && !Double.isNaN(others.of(row)))
                .boxed()
                .sorted((one, two) -> Double.compare(others.of(one), others.of(two)))
                .toList();
        seeRisingWith(otherName, column, numbers, others, rows);
    }

    /// Of rows with the same number in the other column none is before another.
    private void seeRisingWith(
            String otherName, Column column, CellNumbers numbers, CellNumbers others, List<Integer> rows) {
        double highestBelow = Double.NEGATIVE_INFINITY;
        for (int first = 0; first < rows.size(); ) {
            double highest = highestBelow;
            int next = first;
            while (next < rows.size() && others.of(rows.get(next)) == others.of(rows.get(first))) {
                int row = rows.get(next++);
                if (numbers.of(row) < highestBelow) {
                    fail(
                            "check.falls-with",
                            id(row) + ", column " + column.name(),
                            column.name() + " " + Sights.number(numbers.of(row)) + " in " + id(row) + ", where "
                                    + otherName + " is " + Sights.number(others.of(row)),
                            "a number is lower than in rows where '" + otherName + "', which its column rises with, is"
                                    + " lower, too",
                            1);
                }
                highest = Math.max(highest, numbers.of(row));
            }
            highestBelow = highest;
            first = next;
        }
    }

    private String id(int row) {
        return "id " + table.ids().get(row);
    }

    private void fail(String code, String place, String example, String message, long count) {
        findings.see(code, Severity.FAIL, place, example, message, LOOK, count);
    }
}
