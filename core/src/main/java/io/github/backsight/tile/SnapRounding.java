package io.github.backsight.tile;

import io.github.backsight.parallel.Workers;
import java.util.ArrayList;
import java.util.List;

/// Rounds the arcs of a coverage to a zoom's grid so that borders stay borders.
///
/// This is snap rounding (J. D. Hobby, Practical segment intersection with finite precision output,
/// 1999; L. J. Guibas and D. H. Marimont, Rounding arrangements dynamically, 1998): grid points are
/// hot when their cell holds a vertex, a crossing of two segments, or a crossing of a segment with a
/// tile border; each segment becomes the line through the hot points whose cells it passes through,
/// in their order. All decisions are exact.
///
/// Guarantees: segments move by less than a cell and never across a hot point, so no crossing is made
/// and nothing is turned over; a new line cannot touch a hot point that is not its own, because cells
/// are convex: a line through the point comes from a segment through its cell. Each line stays on one
/// side of every tile border, because where its segment crossed the border it has a point on it. The
/// border lines themselves stay straight.
final class SnapRounding {
    private final SimplifiedArcs arcs;
    private final ZoomGrid grid;
    private final int shift;
    private final int half;

    private SnapRounding(SimplifiedArcs arcs, ZoomGrid grid) {
        this.arcs = arcs;
        this.grid = grid;
        this.shift = grid.shift();
        this.half = 1 << (shift - 1);
    }

    static NodedArcs round(SimplifiedArcs arcs, ZoomGrid grid, Workers workers) {
        var rounding = new SnapRounding(arcs, grid);
        var hot = rounding.hotPixels(workers);
        return joined(arcs, workers.inRanges(arcs.arcCount(), (from, to) -> rounding.bend(hot, from, to)));
    }

    private HotPixels hotPixels(Workers workers) {
        List<Longs> parts = new ArrayList<>(workers.inRanges(arcs.arcCount(), this::ownPixels));
        parts.add(Crossings.find(arcs, grid, workers));
        int count = parts.stream().mapToInt(part -> part.size).sum();
        long[] keys = new long[count];
        int next = 0;
        for (var part : parts) {
            System.arraycopy(part.items, 0, keys, next, part.size);
            next += part.size;
        }
        return new HotPixels(keys);
    }

    /// The cells of the vertices of arcs `from` to `to`, and of their crossings with tile borders.
    private Longs ownPixels(int from, int to) {
        var found = new Longs(2 * (arcs.start[to] - arcs.start[from]) + 16);
        for (int arc = from; arc < to; arc++) {
            for (int v = arcs.start[arc]; v < arcs.start[arc + 1]; v++) {
                found.add(HotPixels.key(grid.cell(arcs.x[v]), grid.cell(arcs.y[v])));
                if (v + 1 < arcs.start[arc + 1]) {
                    borderPixels(v, found);
                }
            }
        }
        return found;
    }

    private void borderPixels(int v, Longs found) {
        int x0 = arcs.x[v];
        int y0 = arcs.y[v];
        int x1 = arcs.x[v + 1];
        int y1 = arcs.y[v + 1];
        int lastX = grid.cell(Math.max(x0, x1));
        for (int x = TileBorders.atOrAfter(grid.cell(Math.min(x0, x1))); x <= lastX; x = TileBorders.atOrAfter(x + 1)) {
            if (strictlyBetween(x << shift, x0, x1)) {
                found.add(HotPixels.key(x, cellWhere(x << shift, x0, y0, x1, y1)));
            }
        }
        int lastY = grid.cell(Math.max(y0, y1));
        for (int y = TileBorders.atOrAfter(grid.cell(Math.min(y0, y1))); y <= lastY; y = TileBorders.atOrAfter(y + 1)) {
            if (strictlyBetween(y << shift, y0, y1)) {
                found.add(HotPixels.key(cellWhere(y << shift, y0, x0, y1, x1), y));
            }
        }
    }

    private static boolean strictlyBetween(int line, int one, int other) {
        return line > Math.min(one, other) && line < Math.max(one, other);
    }

    /// {@return the cell of b where a = `line` on the segment from (a0, b0) to (a1, b1)}; exact,
    /// below 2^62
    private int cellWhere(int line, int a0, int b0, int a1, int b1) {
        long run = Math.abs((long) a1 - a0);
        long rise = a1 > a0 ? (long) b1 - b0 : (long) b0 - b1;
        long above = rise * ((long) line - a0);
        return (int) Math.floorDiv(((long) b0 + half) * run + above, run << shift);
    }

    /// The bent arcs of one range; `length` has one number of points for each arc.
    private record Bent(Ints x, Ints y, Ints length) {}

    private Bent bend(HotPixels hot, int from, int to) {
        int capacity = arcs.start[to] - arcs.start[from] + 16;
        var bent = new Bent(new Ints(capacity), new Ints(capacity), new Ints(to - from));
        var passed = new PassedPixels(hot, shift);
        for (int arc = from; arc < to; arc++) {
            int first = bent.x.size;
            if (arcs.start[arc] == arcs.start[arc + 1]) {
                // At the rim of a part of a coverage, where nobody draws it.
                bent.length.add(0);
                continue;
            }
            point(bent, first, grid.cell(arcs.x[arcs.start[arc]]), grid.cell(arcs.y[arcs.start[arc]]));
            for (int v = arcs.start[arc]; v + 1 < arcs.start[arc + 1]; v++) {
                int count = passed.along(arcs.x[v], arcs.y[v], arcs.x[v + 1], arcs.y[v + 1]);
                for (int i = 0; i < count; i++) {
                    point(bent, first, passed.x(i), passed.y(i));
                }
            }
            bent.length.add(bent.x.size - first);
        }
        return bent;
    }

    /// Adds a point to the arc that begins at `first`, without repeats and without going there and
    /// back at once.
    private static void point(Bent bent, int first, int x, int y) {
        int last = bent.x.size - 1;
        if (last >= first && bent.x.get(last) == x && bent.y.get(last) == y) {
            return;
        }
        if (last > first && bent.x.get(last - 1) == x && bent.y.get(last - 1) == y) {
            bent.x.size--;
            bent.y.size--;
            return;
        }
        bent.x.add(x);
        bent.y.add(y);
    }

    private static NodedArcs joined(SimplifiedArcs arcs, List<Bent> parts) {
        int count = parts.stream().mapToInt(part -> part.x.size).sum();
        int[] x = new int[count];
        int[] y = new int[count];
        int[] start = new int[arcs.arcCount() + 1];
        int arc = 0;
        int next = 0;
        for (var part : parts) {
            System.arraycopy(part.x.items, 0, x, next, part.x.size);
            System.arraycopy(part.y.items, 0, y, next, part.y.size);
            next += part.x.size;
            for (int i = 0; i < part.length.size; i++) {
                start[arc + 1] = start[arc] + part.length.get(i);
                arc++;
            }
        }
        return new NodedArcs(x, y, start);
    }
}
