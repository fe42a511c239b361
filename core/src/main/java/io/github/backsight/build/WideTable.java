package io.github.backsight.build;

import io.github.backsight.config.TableSettings;
import io.github.backsight.finding.BadInputException;
import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Findings;
import io.github.backsight.finding.Severity;
import io.github.backsight.table.Column;
import io.github.backsight.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Several tables side by side: the rows of the first, with the columns of the others added by id.
final class WideTable {
    private WideTable() {}

    /// @param findings where it is noted how many rows of the main table the others do not have
    /// @throws BadInputException if two tables have a column of the same name
    static Table of(List<Table> tables, List<TableSettings> settings, List<Finding> findings) throws BadInputException {
        var main = tables.getFirst();
        if (tables.size() == 1) {
            return main;
        }
        List<Column> columns = new ArrayList<>(main.columns());
        for (int place = 1; place < tables.size(); place++) {
            var other = tables.get(place);
            var seen = new Findings(settings.get(place).key().value());
            var rows = partners(main, other);
            long missing = IntStream.of(rows).filter(row -> row == Join.NONE).count();
            if (missing > 0) {
                seen.see(
                        "join.rows-missing-in-table",
                        Severity.WARN,
                        "",
                        "",
                        "rows of the main table have no row here; their cells of this table stay blank",
                        "Put a version of this table that has the same ids",
                        missing);
            }
            for (var column : other.columns()) {
                if (!column.name().equals(settings.get(place).id())) {
                    refuseTwice(columns, column, seen);
                    columns.add(reordered(column, rows));
                }
            }
            findings.addAll(seen.list());
        }
        return new Table(columns, main.ids());
    }

    private static void refuseTwice(List<Column> columns, Column added, Findings seen) throws BadInputException {
        if (columns.stream().anyMatch(column -> column.name().equals(added.name()))) {
            throw seen.fatal(
                    "join.column-in-two-tables",
                    "column '" + added.name() + "'",
                    "another table has a column of this name",
                    "Rename the column in one of the tables");
        }
    }

    private static int[] partners(Table main, Table other) {
        return IntStream.range(0, main.rowCount())
                .map(row -> other.row(main.ids().get(row)).orElse(Join.NONE))
                .toArray();
    }

    private static Column reordered(Column column, int[] rows) {
        return column.withCodes(IntStream.of(rows)
                .map(row -> row == Join.NONE ? Column.BLANK : column.code(row))
                .toArray());
    }
}
