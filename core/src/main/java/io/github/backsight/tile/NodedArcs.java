package io.github.backsight.tile;

/// The arcs of a coverage on one [ZoomGrid]: lines between grid points that meet only in their points.
///
/// No line passes through a point of another without having it as a point, no two cross, and each lies wholly on
/// one side of every line of [TileBorders]. An arc of which one cell holds all has one point. Arc `a` owns points
/// `start[a]` (inclusive) to `start[a + 1]` (exclusive) of `x` and `y`.
final class NodedArcs {
    final int[] x;
    final int[] y;
    final int[] start;

    NodedArcs(int[] x, int[] y, int[] start) {
        this.x = x;
        this.y = y;
        this.start = start;
    }
}
