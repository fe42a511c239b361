package io.github.backsight.tile;

/// Decides by winding numbers what rings cover that overlap themselves or each other.
///
/// A place is covered when the feature's rings wind around it more often in their own direction (shells clockwise
/// on the screen, holes the other way) than against it. For valid polygons this changes nothing. It needs time
/// quadratic in the lines, and is asked only about features whose lines cannot be linked otherwise. Used by one
/// thread.
final class Winding {
    private Winding() {}

    /// {@return the lines of `edges` that have covered land on exactly one side, turned so that it is on their
    /// left in a frame with y up}
    ///
    /// @param edges lines that meet only in vertices, no two between the same vertices
    static Edges covered(Edges edges, VertexIndex vertices) {
        var kept = new Edges();
        for (int e = 0; e < edges.count; e++) {
            int right = windingRightOf(e, edges, vertices);
            boolean coveredRight = right > 0;
            boolean coveredLeft = right + edges.times[e] > 0;
            if (coveredLeft && !coveredRight) {
                kept.add(edges.from[e], edges.to[e], 1);
            }
        }
        return kept;
    }

    /// {@return how often the lines wind around the place just right of the middle of line `e`}
    private static int windingRightOf(int e, Edges edges, VertexIndex vertices) {
        boolean level = vertices.y[edges.from[e]] == vertices.y[edges.to[e]];
        // A ray to the east must not run along the line itself: swap the axes, which turns everything over.
        int[] x = level ? vertices.y : vertices.x;
        int[] y = level ? vertices.x : vertices.y;
        int middleX = x[edges.from[e]] + x[edges.to[e]];
        int middleY = y[edges.from[e]] + y[edges.to[e]];
        int east = 0;
        for (int other = 0; other < edges.count; other++) {
            if (other != e) {
                int a = edges.from[other];
                int b = edges.to[other];
                east += edges.times[other] * crossing(2 * x[a], 2 * y[a], 2 * x[b], 2 * y[b], middleX, middleY);
            }
        }
        boolean rising = y[edges.to[e]] > y[edges.from[e]];
        int west = east + (rising ? edges.times[e] : -edges.times[e]);
        if (level) {
            // Turned over: the winding has the other sign, and what was right of a rising line is west of it.
            return rising ? -west : -east;
        }
        return rising ? east : west;
    }

    /// {@return 1 or -1 when the line from (x0, y0) to (x1, y1) crosses the ray from (x, y) to the east, rising
    /// or falling, and 0 when it does not}
    static int crossing(int x0, int y0, int x1, int y1, int x, int y) {
        if ((y0 <= y) == (y1 <= y)) {
            return 0;
        }
        long side = ((long) x1 - x0) * ((long) y - y0) - ((long) x - x0) * ((long) y1 - y0);
        if (y1 > y0) {
            return side > 0 ? 1 : 0;
        }
        return side < 0 ? -1 : 0;
    }
}
