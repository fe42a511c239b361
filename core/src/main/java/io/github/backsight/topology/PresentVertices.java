package io.github.backsight.topology;

import java.util.Arrays;

/// The vertices that a simplification has not taken out yet, by place.
///
/// `bits[k]` says which vertices of bunch `k` are present, and a [BoxTree] finds bunches. Coordinates up to 2^30 keep
/// all
/// cross products exact in a `long`.
final class PresentVertices implements BoxTree.Visitor {
    static final int NONE = -1;

    private final int[] x;
    private final int[] y;
    private final Bunches bunches;
    private final int[] bunchOf;
    private final byte[] bits;
    private final BoxTree tree;

    // The search that is under way: the triangle a, v, b, its box, and what was found.
    private int a;
    private int v;
    private int b;
    private int west;
    private int south;
    private int east;
    private int north;
    private boolean counterclockwise;
    private int found;

    /// All vertices are present at first.
    PresentVertices(int[] arcStart, int[] x, int[] y) {
        this.x = x;
        this.y = y;
        bunches = new Bunches(arcStart);
        tree = new BoxTree(bunches.boxes(x, y));
        bunchOf = new int[x.length];
        bits = new byte[bunches.count()];
        for (int bunch = 0; bunch < bits.length; bunch++) {
            int first = bunches.first(bunch);
            int end = bunches.first(bunch + 1);
            Arrays.fill(bunchOf, first, end, bunch);
            bits[bunch] = (byte) ((1 << (end - first)) - 1);
        }
    }

    boolean contains(int vertex) {
        return (bits[bunchOf[vertex]] & bit(vertex)) != 0;
    }

    void remove(int vertex) {
        int bunch = bunchOf[vertex];
        bits[bunch] &= (byte) ~bit(vertex);
        if (bits[bunch] == 0) {
            tree.remove(bunch);
        }
    }

    private int bit(int vertex) {
        return 1 << (vertex - bunches.first(bunchOf[vertex]));
    }

    /// {@return a present vertex in the triangle, its sides included, that is not one of its three corners and not at
    /// the place of `start` or `end`; or [#NONE]}
    int inTriangle(int start, int middle, int end) {
        a = start;
        v = middle;
        b = end;
        west = Math.min(x[v], Math.min(x[a], x[b]));
        east = Math.max(x[v], Math.max(x[a], x[b]));
        south = Math.min(y[v], Math.min(y[a], y[b]));
        north = Math.max(y[v], Math.max(y[a], y[b]));
        found = NONE;
        counterclockwise = side(a, v, b) >= 0;
        tree.search(west, south, east, north, this);
        return found;
    }

    /// Tells a box that lies wholly beyond one side of the triangle: most boxes that meet the box of a long thin one.
    @Override
    public boolean canBeIn(int boxWest, int boxSouth, int boxEast, int boxNorth) {
        int p = counterclockwise ? v : b;
        int q = counterclockwise ? b : v;
        return reaches(a, p, boxWest, boxSouth, boxEast, boxNorth)
                && reaches(p, q, boxWest, boxSouth, boxEast, boxNorth)
                && reaches(q, a, boxWest, boxSouth, boxEast, boxNorth);
    }

    /// {@return whether some corner of the box is on or to the left of the line from `p` to `q`}
    private boolean reaches(int p, int q, int boxWest, int boxSouth, int boxEast, int boxNorth) {
        long dx = (long) x[q] - x[p];
        long dy = (long) y[q] - y[p];
        return dx * ((dx > 0 ? boxNorth : boxSouth) - y[p]) - dy * ((dy > 0 ? boxWest : boxEast) - x[p]) >= 0;
    }

    @Override
    public boolean visit(int bunch) {
        for (int left = bits[bunch] & 0xFF; left != 0; left &= left - 1) {
            int u = bunches.first(bunch) + Integer.numberOfTrailingZeros(left);
            if (x[u] >= west && x[u] <= east && y[u] >= south && y[u] <= north && u != v && blocks(u)) {
                found = u;
                return false;
            }
        }
        return true;
    }

    private boolean blocks(int u) {
        if ((x[u] == x[a] && y[u] == y[a]) || (x[u] == x[b] && y[u] == y[b])) {
            return false;
        }
        long first = side(a, v, u);
        long second = side(v, b, u);
        long third = side(b, a, u);
        return (first >= 0 && second >= 0 && third >= 0) || (first <= 0 && second <= 0 && third <= 0);
    }

    /// {@return positive, zero or negative: on which side of the line from `p` to `q` vertex `u` lies}
    private long side(int p, int q, int u) {
        return ((long) x[q] - x[p]) * ((long) y[u] - y[p]) - ((long) y[q] - y[p]) * ((long) x[u] - x[p]);
    }
}
