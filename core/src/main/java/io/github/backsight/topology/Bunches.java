package io.github.backsight.topology;

/// Runs of at most eight vertices that follow each other on one arc, so that they lie close together.
final class Bunches {
    private static final int MOST = 8;

    /// Bunch `k` owns vertices `first[k]` to `first[k + 1]`, exclusive.
    private final int[] first;

    Bunches(int[] arcStart) {
        var starts = new Ints(arcStart.length + arcStart[arcStart.length - 1] / MOST);
        for (int arc = 0; arc + 1 < arcStart.length; arc++) {
            int vertices = arcStart[arc + 1] - arcStart[arc];
            int bunches = (vertices + MOST - 1) / MOST;
            for (int i = 0; i < bunches; i++) {
                starts.add(arcStart[arc] + (int) ((long) vertices * i / bunches));
            }
        }
        starts.add(arcStart[arcStart.length - 1]);
        first = starts.toArray();
    }

    int count() {
        return first.length - 1;
    }

    int first(int bunch) {
        return first[bunch];
    }

    /// {@return the boxes of the edges that begin in each bunch, as a [BoxTree] wants them}
    ///
    /// @param lastOfArc which vertices end their arc, so that no edge begins there
    int[] edgeBoxes(int[] x, int[] y, boolean[] lastOfArc) {
        int[] boxes = new int[4 * count()];
        for (int bunch = 0; bunch < count(); bunch++) {
            int end = first[bunch + 1];
            box(boxes, bunch, x, y, lastOfArc[end - 1] ? end : end + 1);
        }
        return boxes;
    }

    private void box(int[] boxes, int bunch, int[] x, int[] y, int end) {
        int v = first[bunch];
        int west = x[v];
        int south = y[v];
        int east = west;
        int north = south;
        for (v++; v < end; v++) {
            west = Math.min(west, x[v]);
            south = Math.min(south, y[v]);
            east = Math.max(east, x[v]);
            north = Math.max(north, y[v]);
        }
        boxes[4 * bunch] = west;
        boxes[4 * bunch + 1] = south;
        boxes[4 * bunch + 2] = east;
        boxes[4 * bunch + 3] = north;
    }
}
