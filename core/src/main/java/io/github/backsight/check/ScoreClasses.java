package io.github.backsight.check;

import io.github.backsight.table.Column;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/// The class that each row has by the column that ranks, in one word: `true` or `false`, or of numbers
/// `1` to `10`, ten classes of equal count by rank.
public final class ScoreClasses {
    private static final List<String> NUMBERS = IntStream.rangeClosed(1, CellNumbers.CLASSES)
            .mapToObj(String::valueOf)
            .toList();

    private ScoreClasses() {}

    /// {@return of each row its class; empty where the cell is blank}
    ///
    /// @throws IllegalArgumentException if the column holds text
    public static List<String> of(Column column) {
        if (column.kind() == Column.Kind.TRUTH) {
            return IntStream.range(0, column.rowCount())
                    .mapToObj(row -> column.isBlank(row) ? "" : String.valueOf(column.truth(column.code(row))))
                    .toList();
        }
        var filled = new BitSet();
        IntStream.range(0, column.rowCount())
                .filter(row -> !column.isBlank(row))
                .forEach(filled::set);
        var classes = CellNumbers.of(column).classes(filled);
        return IntStream.range(0, column.rowCount())
                .mapToObj(row -> classes[row] < 0 ? "" : NUMBERS.get(classes[row]))
                .toList();
    }
}
