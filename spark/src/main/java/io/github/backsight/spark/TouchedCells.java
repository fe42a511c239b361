package io.github.backsight.spark;

import io.github.backsight.geom.Mercator;
import java.util.Arrays;

/// Finds the cells that the borders of one feature touch. For one thread.
final class TouchedCells {
    private final CellGrid grid;
    private int[] found = new int[256];
    private int count;
    private int last = -1;

    TouchedCells(CellGrid grid) {
        this.grid = grid;
    }

    /// {@return the cells, ascending}
    int[] of(Shape.Packed shape) {
        count = 0;
        last = -1;
        int vertex = 0;
        for (int ring = 0; ring < shape.rings; ring++) {
            int end = vertex + shape.verticesOf(ring);
            if (end > vertex) {
                ring(shape, vertex, end);
            }
            vertex = end;
        }
        return Arrays.stream(found, 0, count).sorted().distinct().toArray();
    }

    private void ring(Shape.Packed shape, int first, int end) {
        int fromX = Mercator.x(shape.longitude(end - 1));
        int fromY = Mercator.y(shape.latitude(end - 1));
        for (int v = first; v < end; v++) {
            int x = Mercator.x(shape.longitude(v));
            int y = Mercator.y(shape.latitude(v));
            along(fromX, fromY, x, y);
            fromX = x;
            fromY = y;
        }
    }

    /// Halves the edge until both ends of each part are in cells that are one, or share a side or
    /// a corner.
    private void along(int x0, int y0, int x1, int y1) {
        int columns = Math.abs((x0 >> grid.shift()) - (x1 >> grid.shift()));
        int rows = Math.abs((y0 >> grid.shift()) - (y1 >> grid.shift()));
        if (columns + rows == 0) {
            add(grid.cell(x0, y0));
        } else if (columns <= 1 && rows <= 1) {
            // Of the four cells around a corner an edge touches three at the most; the fourth does no harm.
            add(grid.cell(x0, y0));
            add(grid.cell(x0, y1));
            add(grid.cell(x1, y0));
            add(grid.cell(x1, y1));
        } else {
            int x = (x0 + x1) >>> 1;
            int y = (y0 + y1) >>> 1;
            along(x0, y0, x, y);
            along(x, y, x1, y1);
        }
    }

    private void add(int cell) {
        if (cell == last) {
            return;
        }
        last = cell;
        if (count == found.length) {
            // A feature stays in few cells for long: repeats go first.
            int[] distinct = Arrays.stream(found).sorted().distinct().toArray();
            count = distinct.length;
            found = Arrays.copyOf(distinct, Math.max(found.length, 2 * count));
        }
        found[count++] = cell;
    }
}
