package io.github.backsight.tile;

/// The segments of arcs in runs: up to eight in a row of one arc whose common box is small, or a single long one.
///
/// Whole runs are far apart far more often than not, which spares looking at their segments. Runs that lie in the cell
/// of one grid point are left out. Run `r` has the segments that begin at vertices `first[r]` to `end[r]` (exclusive)
/// and the box `west[r]`, `north[r]`, `east[r]`, `south[r]`.
final class SegmentRuns {
    private static final int MOST_SEGMENTS = 8;

    final Ints first = new Ints(1024);
    final Ints end = new Ints(1024);
    final Ints west = new Ints(1024);
    final Ints north = new Ints(1024);
    final Ints east = new Ints(1024);
    final Ints south = new Ints(1024);
    private final SimplifiedArcs arcs;
    private final ZoomGrid grid;
    private final int mostExtent;

    /// @param mostExtent how wide and high a run of several segments is at most
    SegmentRuns(SimplifiedArcs arcs, ZoomGrid grid, int mostExtent) {
        this.arcs = arcs;
        this.grid = grid;
        this.mostExtent = mostExtent;
    }

    int count() {
        return first.size;
    }

    /// {@return whether the run is a single segment longer than a run of several may be}
    boolean isLong(int run) {
        return east.get(run) - west.get(run) > mostExtent || south.get(run) - north.get(run) > mostExtent;
    }

    void add(int arc) {
        int last = arcs.start[arc + 1] - 1;
        int from = arcs.start[arc];
        while (from < last) {
            from = addRun(from, last);
        }
    }

    private int addRun(int from, int last) {
        int left = Math.min(arcs.x[from], arcs.x[from + 1]);
        int right = Math.max(arcs.x[from], arcs.x[from + 1]);
        int top = Math.min(arcs.y[from], arcs.y[from + 1]);
        int bottom = Math.max(arcs.y[from], arcs.y[from + 1]);
        int to = from + 1;
        for (; to < last && to - from < MOST_SEGMENTS; to++) {
            int newLeft = Math.min(left, arcs.x[to + 1]);
            int newRight = Math.max(right, arcs.x[to + 1]);
            int newTop = Math.min(top, arcs.y[to + 1]);
            int newBottom = Math.max(bottom, arcs.y[to + 1]);
            if (newRight - newLeft > mostExtent || newBottom - newTop > mostExtent) {
                break;
            }
            left = newLeft;
            right = newRight;
            top = newTop;
            bottom = newBottom;
        }
        if (grid.cell(left) != grid.cell(right) || grid.cell(top) != grid.cell(bottom)) {
            first.add(from);
            end.add(to);
            west.add(left);
            north.add(top);
            east.add(right);
            south.add(bottom);
        }
        return to;
    }
}
