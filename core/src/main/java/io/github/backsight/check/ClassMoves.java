package io.github.backsight.check;

import io.github.backsight.table.Column;
import java.util.BitSet;

/// Which rows of a column are in another class than before: of true and false the other one, of
/// numbers two or more of ten classes by rank up or down. Ranks are those among the rows that are
/// filled in both.
///
/// @param rows of now that are filled in both
/// @param moved those of `rows` in another class
/// @param up those of `moved` in a higher one: true, or a higher rank
record ClassMoves(BitSet rows, BitSet moved, BitSet up) {
    private static final int FAR = 2;

    /// @param now of the same kind as `before`, and not text
    /// @param partners of each row now its row before, or -1
    static ClassMoves of(Column before, Column now, int[] partners) {
        var rows = new BitSet();
        var rowsBefore = new BitSet();
        for (int row = 0; row < partners.length; row++) {
            if (partners[row] >= 0 && !now.isBlank(row) && !before.isBlank(partners[row])) {
                rows.set(row);
                rowsBefore.set(partners[row]);
            }
        }
        var moved = new BitSet();
        var up = new BitSet();
        if (now.kind() == Column.Kind.TRUTH) {
            rows.stream()
                    .filter(row -> now.truth(now.code(row)) != before.truth(before.code(partners[row])))
                    .forEach(row -> {
                        moved.set(row);
                        up.set(row, now.truth(now.code(row)));
                    });
        } else {
            var classNow = CellNumbers.of(now).classes(rows);
            var classBefore = CellNumbers.of(before).classes(rowsBefore);
            rows.stream()
                    .filter(row -> Math.abs(classNow[row] - classBefore[partners[row]]) >= FAR)
                    .forEach(row -> {
                        moved.set(row);
                        up.set(row, classNow[row] > classBefore[partners[row]]);
                    });
        }
        return new ClassMoves(rows, moved, up);
    }
}
