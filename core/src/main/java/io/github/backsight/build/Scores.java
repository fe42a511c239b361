package io.github.backsight.build;

import io.github.backsight.table.Column;
import io.github.backsight.table.Table;
import java.util.Arrays;
import java.util.OptionalDouble;

/// The ranking column as numbers: `true` is 1, `false` is 0, a blank is no score.
final class Scores {
    private final double[] values;

    private Scores(double[] values) {
        this.values = values;
    }

    /// @throws IllegalArgumentException if the table has no such column, or it holds text
    static Scores of(Table table, String name) {
        var column = table.column(name)
                .orElseThrow(() -> new IllegalArgumentException("the table has no column '" + name + "'"));
        var byCode = new double[column.distinctCount()];
        for (int code = 0; code < byCode.length; code++) {
            byCode[code] = switch (column.kind()) {
                case TRUTH -> column.truth(code) ? 1 : 0;
                case NUMBER -> column.number(code) + 0.0; // -0.0 ranks as 0.0
                case TEXT -> throw new IllegalArgumentException("the column '" + name + "' holds text, not scores");
            };
        }
        var values = new double[column.rowCount()];
        for (int row = 0; row < values.length; row++) {
            int code = column.code(row);
            values[row] = code == Column.BLANK ? Double.NaN : byCode[code];
        }
        return new Scores(values);
    }

    int rowCount() {
        return values.length;
    }

    boolean isBlank(int row) {
        return Double.isNaN(values[row]);
    }

    double value(int row) {
        return values[row];
    }

    /// {@return the mean of those of `rows` that have a score, summed in the order given}
    OptionalDouble mean(int[] rows) {
        return Arrays.stream(rows)
                .mapToDouble(row -> values[row])
                .filter(value -> !Double.isNaN(value))
                .average();
    }

    /// {@return the scores of all rows, without the blanks}
    double[] present() {
        return Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
    }
}
