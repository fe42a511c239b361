package io.github.backsight.build;

import io.github.backsight.table.Column;
import io.github.backsight.table.Table;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/// The ranking column as numbers: `true` is 1, `false` is 0, a blank is no score.
final class Scores {
    private final Column column;
    private final double[] ofCode;

    private Scores(Column column, double[] ofCode) {
        this.column = column;
        this.ofCode = ofCode;
    }

    /// @throws IllegalArgumentException if the table has no such column, or it holds text
    static Scores of(Table table, String name) {
        var column = table.column(name)
                .orElseThrow(() -> new IllegalArgumentException("the table has no column '" + name + "'"));
        var ofCode = new double[column.distinctCount()];
        for (int code = 0; code < ofCode.length; code++) {
            ofCode[code] = switch (column.kind()) {
                case TRUTH -> column.truth(code) ? 1 : 0;
                case NUMBER -> column.number(code) + 0.0; // -0.0 ranks as 0.0
                case TEXT -> throw new IllegalArgumentException("the column '" + name + "' holds text, not scores");
            };
        }
        return new Scores(column, ofCode);
    }

    int rowCount() {
        return column.rowCount();
    }

    boolean isBlank(int row) {
        return column.isBlank(row);
    }

    /// {@return the score of `row`; of a blank, `NaN`}
    double value(int row) {
        int code = column.code(row);
        return code == Column.BLANK ? Double.NaN : ofCode[code];
    }

    /// {@return `rows` by ascending score, those without a score last; rows of equal scores keep their order}
    int[] ascending(int[] rows) {
        var scores = ofCode.clone();
        Arrays.sort(scores);
        // Of equal scores one place is found, always the same.
        var rankOfCode = Arrays.stream(ofCode)
                .mapToInt(score -> Arrays.binarySearch(scores, score))
                .toArray();
        var next = new int[scores.length + 2];
        for (int row : rows) {
            next[rank(row, rankOfCode) + 1]++;
        }
        Arrays.parallelPrefix(next, Integer::sum);
        var ascending = new int[rows.length];
        for (int row : rows) {
            ascending[next[rank(row, rankOfCode)]++] = row;
        }
        return ascending;
    }

    private int rank(int row, int[] rankOfCode) {
        int code = column.code(row);
        return code == Column.BLANK ? rankOfCode.length : rankOfCode[code];
    }

    /// {@return the mean of those of `rows` that have a score, summed in the order given}
    OptionalDouble mean(int[] rows) {
        return Arrays.stream(rows)
                .mapToDouble(this::value)
                .filter(value -> !Double.isNaN(value))
                .average();
    }

    /// {@return the scores of all rows, without the blanks}
    double[] present() {
        return IntStream.range(0, rowCount())
                .mapToDouble(this::value)
                .filter(value -> !Double.isNaN(value))
                .toArray();
    }
}
