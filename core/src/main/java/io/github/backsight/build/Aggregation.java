package io.github.backsight.build;

import io.github.backsight.table.Column;
import io.github.backsight.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Rows and features of small areas brought together into larger ones that share the first characters of their ids.
public final class Aggregation {
    private Aggregation() {}

    /// {@return which aggregate each of `ids` belongs to, numbered in order of first sight}
    ///
    /// @param characters how many leading characters name an aggregate; shorter ids stay as they are
    public static Groups groups(List<String> ids, int characters) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        var groupOf = new int[ids.size()];
        for (int place = 0; place < groupOf.length; place++) {
            var id = ids.get(place);
            groupOf[place] = numbers.computeIfAbsent(name(id, characters), unused -> numbers.size());
        }
        return new Groups(List.copyOf(numbers.keySet()), groupOf);
    }

    /// {@return the aggregate that `id` belongs to}
    public static String name(String id, int characters) {
        return id.substring(0, Math.min(characters, id.length()));
    }

    /// @param names one an aggregate
    /// @param groupOf one an id: the number of its aggregate; not to be changed
    public record Groups(List<String> names, int[] groupOf) {}

    /// {@return one row an aggregate, in order of first sight}
    ///
    /// The score becomes the mean of the rows that have one. Any other column keeps its value where all the rows
    /// agree, and is blank where they do not.
    static Table rows(Table table, String idColumn, String scoreColumn, int characters) {
        var groups = groups(table.ids(), characters);
        List<Column> columns = new ArrayList<>();
        for (Column column : table.columns()) {
            if (column.name().equals(idColumn)) {
                columns.add(column(column.name(), Column.Kind.TEXT, groups.names()));
            } else if (column.name().equals(scoreColumn)) {
                columns.add(means(table, scoreColumn, groups));
            } else {
                columns.add(agreed(column, groups));
            }
        }
        return new Table(columns, groups.names());
    }

    private static Column means(Table table, String scoreColumn, Groups groups) {
        var scores = Scores.of(table, scoreColumn);
        var sums = new double[groups.names().size()];
        var counts = new int[sums.length];
        for (int row = 0; row < table.rowCount(); row++) {
            if (!scores.isBlank(row)) {
                sums[groups.groupOf()[row]] += scores.value(row);
                counts[groups.groupOf()[row]]++;
            }
        }
        List<String> texts = new ArrayList<>(sums.length);
        for (int group = 0; group < sums.length; group++) {
            texts.add(counts[group] == 0 ? "" : Double.toString(sums[group] / counts[group]));
        }
        return column(scoreColumn, Column.Kind.NUMBER, texts);
    }

    private static Column agreed(Column column, Groups groups) {
        int unseen = -2;
        var codes = new int[groups.names().size()];
        Arrays.fill(codes, unseen);
        for (int row = 0; row < column.rowCount(); row++) {
            int group = groups.groupOf()[row];
            if (codes[group] == unseen) {
                codes[group] = column.code(row);
            } else if (codes[group] != column.code(row)) {
                codes[group] = Column.BLANK;
            }
        }
        return column.withCodes(codes);
    }

    /// {@return a column of the given texts, one a row; an empty text is a blank}
    static Column column(String name, Column.Kind kind, List<String> texts) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        var codes = new int[texts.size()];
        for (int row = 0; row < codes.length; row++) {
            var text = texts.get(row);
            codes[row] = text.isEmpty() ? Column.BLANK : numbers.computeIfAbsent(text, unused -> numbers.size());
        }
        return new Column(name, kind, codes, List.copyOf(numbers.keySet()));
    }
}
