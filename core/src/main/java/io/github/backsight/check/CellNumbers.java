package io.github.backsight.check;

import io.github.backsight.table.Column;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/// The cells of a column of numbers, or of true (1) and false (0), as numbers. Immutable; threads may
/// share it.
///
/// Columns hold each distinct text once: so are the numbers here, with how many cells have each, in
/// ascending order.
final class CellNumbers {
    /// Classes of about equal count that numbers fall into.
    static final int CLASSES = 10;

    private final Column column;
    private final double[] ofCode;
    private final int[] cellsOfCode;
    private final int[] ascending;
    private final int filled;

    private CellNumbers(Column column, double[] ofCode) {
        this.column = column;
        this.ofCode = ofCode;
        this.cellsOfCode = cellsOfCode(column);
        this.ascending = ascending(ofCode);
        this.filled = Arrays.stream(cellsOfCode).sum();
    }

    /// {@return the codes by ascending numbers, those of equal ones in their own order}
    private static int[] ascending(double[] ofCode) {
        var numbers = ofCode.clone();
        Arrays.sort(numbers);
        var placeAndCode = new long[ofCode.length];
        for (int code = 0; code < ofCode.length; code++) {
            // Of equal numbers one place is found, always the same.
            placeAndCode[code] = (long) Arrays.binarySearch(numbers, ofCode[code]) << Integer.SIZE | code;
        }
        Arrays.sort(placeAndCode);
        return Arrays.stream(placeAndCode).mapToInt(each -> (int) each).toArray();
    }

    /// @throws IllegalArgumentException if the column holds text
    static CellNumbers of(Column column) {
        if (column.kind() == Column.Kind.TEXT) {
            throw new IllegalArgumentException("the column '" + column.name() + "' holds text");
        }
        var ofCode = new double[column.distinctCount()];
        for (int code = 0; code < ofCode.length; code++) {
            ofCode[code] =
                    column.kind() == Column.Kind.TRUTH ? (column.truth(code) ? 1 : 0) : column.number(code) + 0.0;
        }
        return new CellNumbers(column, ofCode);
    }

    /// {@return how many cells have each of the column's distinct texts}
    static int[] cellsOfCode(Column column) {
        var cells = new int[column.distinctCount()];
        for (int row = 0; row < column.rowCount(); row++) {
            int code = column.code(row);
            if (code != Column.BLANK) {
                cells[code]++;
            }
        }
        return cells;
    }

    /// {@return how many cells are not blank}
    int filled() {
        return filled;
    }

    /// {@return the number of that row; `NaN` where the cell is blank}
    double of(int row) {
        int code = column.code(row);
        return code == Column.BLANK ? Double.NaN : ofCode[code];
    }

    /// {@return the lowest number; of no cells, `NaN`}
    double least() {
        return filled == 0 ? Double.NaN : ofCode[ascending[0]];
    }

    /// {@return the highest number; of no cells, `NaN`}
    double most() {
        return filled == 0 ? Double.NaN : ofCode[ascending[ascending.length - 1]];
    }

    /// {@return how many distinct numbers there are}
    int distinct() {
        return (int) Arrays.stream(ofCode).distinct().count();
    }

    /// {@return the number that the cell has which lies that far in ascending order; of no cells,
    /// `NaN`}
    ///
    /// @param share 0 to 1
    double quantile(double share) {
        long place = (long) Math.min(filled - 1.0, Math.floor(share * filled));
        long passed = 0;
        for (int code : ascending) {
            passed += cellsOfCode[code];
            if (passed > place) {
                return ofCode[code];
            }
        }
        return Double.NaN;
    }

    /// {@return the median of the numbers' amounts, zeros left aside; of none, `NaN`}
    double medianAmount() {
        var amounts = IntStream.range(0, ofCode.length)
                .filter(code -> ofCode[code] != 0)
                .boxed()
                .sorted((one, other) -> Double.compare(Math.abs(ofCode[one]), Math.abs(ofCode[other])))
                .toList();
        long half = amounts.stream().mapToLong(code -> cellsOfCode[code]).sum() / 2;
        long passed = 0;
        for (int code : amounts) {
            passed += cellsOfCode[code];
            if (passed > half) {
                return Math.abs(ofCode[code]);
            }
        }
        return Double.NaN;
    }

    /// {@return how many cells have a number beyond `least` and `most`}
    int beyond(double least, double most) {
        int cells = 0;
        for (int code = 0; code < ofCode.length; code++) {
            if (ofCode[code] < least || ofCode[code] > most) {
                cells += cellsOfCode[code];
            }
        }
        return cells;
    }

    /// {@return the share of the cells above each edge's predecessor and at or below the edge, and
    /// last those above all}
    ///
    /// @param edges ascending
    double[] shares(double[] edges) {
        var shares = new double[edges.length + 1];
        for (int code = 0; code < ofCode.length; code++) {
            int place = Arrays.binarySearch(edges, ofCode[code]);
            shares[place < 0 ? -place - 1 : place] += cellsOfCode[code];
        }
        for (int i = 0; i < shares.length; i++) {
            shares[i] /= Math.max(1, filled);
        }
        return shares;
    }

    /// {@return the numbers that part the cells into classes of about equal count, each once,
    /// ascending}
    double[] edges() {
        var edges = IntStream.range(1, CLASSES)
                .mapToDouble(edge -> quantile(edge / (double) CLASSES))
                .filter(edge -> edge < most())
                .distinct()
                .toArray();
        // Where nearly all cells have the highest number, it is parted from the others.
        return edges.length > 0
                ? edges
                : Arrays.stream(ofCode).filter(number -> number < most()).max().stream()
                        .toArray();
    }

    /// {@return of each of `rows` the class by its rank among them, 0 to 9; of all others -1}
    ///
    /// Equal numbers share the class in the middle of their ranks.
    ///
    /// @param rows whose cells are not blank
    byte[] classes(BitSet rows) {
        var cells = new int[ofCode.length];
        rows.stream().forEach(row -> cells[column.code(row)]++);
        long all = Math.max(1, rows.cardinality());
        var ofCodes = new byte[ofCode.length];
        long below = 0;
        for (int first = 0; first < ascending.length; ) {
            int next = first;
            long same = 0;
            while (next < ascending.length && ofCode[ascending[next]] == ofCode[ascending[first]]) {
                same += cells[ascending[next++]];
            }
            byte rank = (byte) Math.min(CLASSES - 1, (2 * below + same) * CLASSES / (2 * all));
            while (first < next) {
                ofCodes[ascending[first++]] = rank;
            }
            below += same;
        }
        var classes = new byte[column.rowCount()];
        for (int row = 0; row < classes.length; row++) {
            classes[row] = rows.get(row) ? ofCodes[column.code(row)] : -1;
        }
        return classes;
    }
}
