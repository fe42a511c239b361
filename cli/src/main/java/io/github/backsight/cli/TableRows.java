package io.github.backsight.cli;

import io.github.backsight.page.PageTable;
import io.github.backsight.page.Place;
import io.github.backsight.table.Column;
import io.github.backsight.table.Table;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The rows that changed most, for a page.
///
/// @param value the column that counts
/// @param marks of rows by id: 1 with a changed cell, 2 in another class
record TableRows(Table before, Table now, Optional<String> value, Map<String, Integer> marks) {
    private static final int MOST_ROWS = 300;

    /// @param size how much it has changed: more is more
    private record Change(String id, String was, String is, int mark, double size) {}

    /// {@return the table; empty where no row has another value}
    Optional<PageTable> table(Map<String, Place> places) {
        var then = value.flatMap(before::column);
        var today = value.flatMap(now::column);
        if (then.isEmpty() || today.isEmpty()) {
            return Optional.empty();
        }
        var changes = marks.entrySet().stream()
                .flatMap(mark -> change(mark.getKey(), mark.getValue(), then.get(), today.get()).stream())
                .sorted(Comparator.comparingInt(Change::mark)
                        .thenComparingDouble(Change::size)
                        .reversed()
                        .thenComparing(Change::id))
                .toList();
        if (changes.isEmpty()) {
            return Optional.empty();
        }
        var shown = changes.stream().limit(MOST_ROWS).toList();
        return Optional.of(new PageTable(
                "Rows whose " + value.get() + " changed",
                Figures.count(changes.size(), "row", "rows")
                        + (changes.size() > MOST_ROWS ? "; those that changed most, first" : "")
                        + ". Outlined on the map: purple in another class, grey with any cell that changed.",
                List.of("Id", ">Before", ">Now", "Class"),
                shown.stream()
                        .map(change -> new PageTable.Row(
                                List.of(change.id(), change.was(), change.is(), change.mark() > 1 ? "another" : ""),
                                Optional.ofNullable(places.get(change.id()))))
                        .toList()));
    }

    private Optional<Change> change(String id, int mark, Column then, Column today) {
        var rowThen = before.row(id);
        var rowNow = now.row(id);
        if (rowThen.isEmpty() || rowNow.isEmpty()) {
            return Optional.empty();
        }
        var was = text(then, rowThen.getAsInt());
        var is = text(today, rowNow.getAsInt());
        return was.equals(is)
                ? Optional.empty()
                : Optional.of(new Change(id, was, is, mark, size(then, rowThen.getAsInt(), today, rowNow.getAsInt())));
    }

    private static String text(Column column, int row) {
        return column.isBlank(row) ? "" : column.text(column.code(row));
    }

    private static double size(Column then, int rowThen, Column today, int rowNow) {
        boolean numbers = then.kind() == Column.Kind.NUMBER && today.kind() == Column.Kind.NUMBER;
        return !numbers || then.isBlank(rowThen) || today.isBlank(rowNow)
                ? 0
                : Math.abs(today.number(today.code(rowNow)) - then.number(then.code(rowThen)));
    }
}
