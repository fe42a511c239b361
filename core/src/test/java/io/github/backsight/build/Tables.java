package io.github.backsight.build;

import io.github.backsight.table.Column;
import io.github.backsight.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Small tables for tests, drawn as text.
final class Tables {
    private Tables() {}

    /// A table drawn as lines of cells between blanks: first the names, then the rows; `-` is a blank. The first column
    /// is the id.
    static Table draw(String picture) {
        var lines = picture.lines().map(line -> line.trim().split("\\s+")).toList();
        var names = lines.getFirst();
        var rows = lines.subList(1, lines.size());
        List<Column> columns = new ArrayList<>();
        for (int place = 0; place < names.length; place++) {
            int cell = place;
            var texts = rows.stream()
                    .map(row -> row[cell].equals("-") ? "" : row[cell])
                    .toList();
            columns.add(Aggregation.column(names[place], place == 0 ? Column.Kind.TEXT : kind(texts), texts));
        }
        return new Table(columns, rows.stream().map(row -> row[0]).toList());
    }

    /// {@return the texts of a column, one a row, `-` for a blank}
    static List<String> texts(Table table, String column) {
        var wanted = table.column(column).orElseThrow();
        return java.util.stream.IntStream.range(0, table.rowCount())
                .mapToObj(row -> wanted.isBlank(row) ? "-" : wanted.text(wanted.code(row)))
                .toList();
    }

    private static Column.Kind kind(List<String> texts) {
        if (texts.stream().allMatch(text -> Arrays.asList("", "true", "false").contains(text))) {
            return Column.Kind.TRUTH;
        }
        return texts.stream().allMatch(text -> text.matches("|-?[0-9.]+")) ? Column.Kind.NUMBER : Column.Kind.TEXT;
    }
}
