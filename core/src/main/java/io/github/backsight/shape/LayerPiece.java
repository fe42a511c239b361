package io.github.backsight.shape;

import java.util.ArrayList;
import java.util.List;

/// A stretch of rows that is printed at once: rows, of which the first and the last may be cut
/// between rings.
///
/// A dissolved feature can have most of the vertices of its layer, so whole rows would be too much for one piece.
///
/// @param firstRing with which the first row begins here; its own first ring, unless the row is cut
/// @param endRing before which the last row ends here; its own end, unless the row is cut
record LayerPiece(int firstRow, int firstRing, int lastRow, int endRing) {
    private static final int MOST_VERTICES = 1 << 15;

    /// How many vertices take about the space of a row's properties.
    private static final int ROW = 64;

    /// {@return all of `rows`, in their order}
    static List<LayerPiece> of(RowPolygons rows) {
        return of(rows, MOST_VERTICES);
    }

    /// @param most after how many vertices a piece ends
    static List<LayerPiece> of(RowPolygons rows, int most) {
        List<LayerPiece> pieces = new ArrayList<>();
        int firstRow = rows.firstRow();
        int firstRing = -1;
        int size = 0;
        for (int row = firstRow; row < rows.endRow(); row++) {
            int end = rows.endRing(row);
            firstRing = firstRing < 0 ? rows.firstRing(row) : firstRing;
            size += ROW;
            for (int ring = rows.firstRing(row); ring < end - 1; ring++) {
                size += vertices(rows, ring);
                if (size >= most) {
                    pieces.add(new LayerPiece(firstRow, firstRing, row, ring + 1));
                    firstRow = row;
                    firstRing = ring + 1;
                    size = 0;
                }
            }
            size += end == rows.firstRing(row) ? 0 : vertices(rows, end - 1);
            if (size >= most || row == rows.endRow() - 1) {
                pieces.add(new LayerPiece(firstRow, firstRing, row, end));
                firstRow = row + 1;
                firstRing = -1;
                size = 0;
            }
        }
        return pieces;
    }

    private static int vertices(RowPolygons rows, int ring) {
        return rows.polygons().vertexStart(ring + 1) - rows.polygons().vertexStart(ring);
    }

    /// {@return the first ring of `row` that is in this piece}
    int from(RowPolygons rows, int row) {
        return row == firstRow ? firstRing : rows.firstRing(row);
    }

    /// {@return the end of the rings of `row` that are in this piece}
    int to(RowPolygons rows, int row) {
        return row == lastRow ? endRing : rows.endRing(row);
    }
}
