package io.github.backsight.topology;

import java.util.Arrays;

/// The vertices that a simplification has not taken out yet, by place.
///
/// An implicit quadtree: `codes` are the Morton codes of the vertices (bits of y and x in turn), sorted, so that the
/// vertices of any cell of any level are a range, and `ids` are their numbers. A search begins with the at most four
/// cells of the size of the triangle, finds each by a `directory` of every 64th code, and goes down only into quarters
/// that meet the triangle. Vertices that are gone are passed over, and swept out whenever half of them are gone.
/// Coordinates up to 2^30 keep all cross products exact in a `long`.
final class PresentVertices {
    static final int NONE = -1;

    private static final int LEAF = 16;
    private static final int BLOCK_BITS = 6;

    private final int[] x;
    private final int[] y;
    private final boolean[] gone;
    private final long[] codes;
    private final int[] ids;
    private final long[] directory;
    private int size;
    private int present;

    // The search that is under way: the triangle a, v, b, counterclockwise as a, p, q, and its box.
    private int a;
    private int v;
    private int b;
    private int p;
    private int q;
    private int west;
    private int south;
    private int east;
    private int north;

    /// All vertices are present at first.
    PresentVertices(int[] x, int[] y) {
        this.x = x;
        this.y = y;
        size = x.length;
        present = size;
        gone = new boolean[size];
        codes = new long[size];
        ids = new int[size];
        for (int i = 0; i < size; i++) {
            codes[i] = Morton.code(x[i], y[i]);
            ids[i] = i;
        }
        Morton.sort(codes, ids);
        directory = new long[(size >> BLOCK_BITS) + 1];
        fillDirectory();
    }

    private void fillDirectory() {
        for (int block = 0; block << BLOCK_BITS < size; block++) {
            directory[block] = codes[block << BLOCK_BITS];
        }
    }

    boolean contains(int vertex) {
        return !gone[vertex];
    }

    void remove(int vertex) {
        gone[vertex] = true;
        present--;
        if (2 * present < size) {
            sweep();
        }
    }

    private void sweep() {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (!gone[ids[i]]) {
                codes[kept] = codes[i];
                ids[kept++] = ids[i];
            }
        }
        size = kept;
        fillDirectory();
    }

    /// {@return a present vertex in the triangle, its sides included, that is not `middle` and not at the place of
    /// `start` or `end`; or [#NONE]}
    int inTriangle(int start, int middle, int end) {
        a = start;
        v = middle;
        b = end;
        boolean counterclockwise = side(a, v, b) >= 0;
        p = counterclockwise ? v : b;
        q = counterclockwise ? b : v;
        west = Math.min(x[v], Math.min(x[a], x[b]));
        east = Math.max(x[v], Math.max(x[a], x[b]));
        south = Math.min(y[v], Math.min(y[a], y[b]));
        north = Math.max(y[v], Math.max(y[a], y[b]));
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(east - west, north - south));
        int found = NONE;
        for (int row = south >> bits; row <= north >> bits && found == NONE; row++) {
            for (int column = west >> bits; column <= east >> bits && found == NONE; column++) {
                long code = Morton.code(column, row) << (2 * bits);
                int first = lowerBound(code);
                found = search(first, code, bits, column << bits, row << bits);
            }
        }
        return found;
    }

    /// Searches the cell that begins with entry `first`, of 2^`bits` units a side.
    private int search(int first, long code, int bits, int cellWest, int cellSouth) {
        long end = code + (1L << (2 * bits));
        if (first + LEAF >= size || codes[first + LEAF] >= end || bits == 0) {
            return scan(first, end);
        }
        int half = bits - 1;
        int from = first;
        for (int quarter = 0; quarter < 4; quarter++) {
            long quarterCode = code + ((long) quarter << (2 * half));
            from = advance(from, quarterCode);
            int quarterWest = cellWest + ((quarter & 1) << half);
            int quarterSouth = cellSouth + ((quarter >> 1) << half);
            if (from < size && meets(quarterWest, quarterSouth, (1 << half) - 1)) {
                int found = search(from, quarterCode, half, quarterWest, quarterSouth);
                if (found != NONE) {
                    return found;
                }
            }
        }
        return NONE;
    }

    private int scan(int first, long end) {
        for (int i = first; i < size && codes[i] < end; i++) {
            int ux = Morton.x(codes[i]);
            int uy = Morton.y(codes[i]);
            if (ux >= west && ux <= east && uy >= south && uy <= north && blocks(ids[i])) {
                return ids[i];
            }
        }
        return NONE;
    }

    private boolean blocks(int u) {
        return !gone[u]
                && u != v
                && !(x[u] == x[a] && y[u] == y[a])
                && !(x[u] == x[b] && y[u] == y[b])
                && side(a, p, u) >= 0
                && side(p, q, u) >= 0
                && side(q, a, u) >= 0;
    }

    /// {@return whether a square cell meets the box of the triangle, and lies not wholly beyond one of its sides}
    private boolean meets(int cellWest, int cellSouth, int extent) {
        int cellEast = cellWest + extent;
        int cellNorth = cellSouth + extent;
        return cellWest <= east
                && cellEast >= west
                && cellSouth <= north
                && cellNorth >= south
                && reaches(a, p, cellWest, cellSouth, cellEast, cellNorth)
                && reaches(p, q, cellWest, cellSouth, cellEast, cellNorth)
                && reaches(q, a, cellWest, cellSouth, cellEast, cellNorth);
    }

    /// {@return whether some corner of the cell is on or to the left of the line from `i` to `j`}
    private boolean reaches(int i, int j, int cellWest, int cellSouth, int cellEast, int cellNorth) {
        long dx = (long) x[j] - x[i];
        long dy = (long) y[j] - y[i];
        return dx * ((dx > 0 ? cellNorth : cellSouth) - y[i]) - dy * ((dy > 0 ? cellWest : cellEast) - x[i]) >= 0;
    }

    /// {@return positive, zero or negative: on which side of the line from `i` to `j` vertex `u` lies}
    private long side(int i, int j, int u) {
        return ((long) x[j] - x[i]) * ((long) y[u] - y[i]) - ((long) y[j] - y[i]) * ((long) x[u] - x[i]);
    }

    /// {@return the first entry whose code is `code` or higher}
    private int lowerBound(long code) {
        int blocks = ((size - 1) >> BLOCK_BITS) + 1;
        int block = Arrays.binarySearch(directory, 0, blocks, code);
        if (block < 0) {
            block = -block - 2;
        }
        // Equal codes may have begun in the block before.
        while (block > 0 && directory[block] == code) {
            block--;
        }
        int from = Math.max(block, 0) << BLOCK_BITS;
        return between(from, Math.min(from + (1 << BLOCK_BITS), size), code);
    }

    /// {@return the first entry from `from` on whose code is `code` or higher, by steps that double}
    private int advance(int from, long code) {
        int step = 1;
        int low = from;
        while (low + step < size && codes[low + step] < code) {
            low += step;
            step <<= 1;
        }
        return between(low, Math.min(low + step, size), code);
    }

    private int between(int first, int end, long code) {
        int low = first;
        int high = end;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (codes[middle] < code) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
