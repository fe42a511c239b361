package io.github.backsight.topology;

/// The vertices that a simplification has not taken out before its present round, by place.
///
/// An implicit quadtree: `codes` are the Morton codes of the vertices (bits of y and x in turn),
/// sorted, so that the vertices of any cell of any level are a range, and `ids` are their numbers.
/// Changed between rounds only; during a round any number of threads may search, each with a [Search]
/// of its own.
final class PresentVertices {
    /// What is in the way: nothing, vertices of other arcs, of the arc itself, or (`OTHERS | ITSELF`)
    /// both.
    static final int NOTHING = 0;

    static final int OTHERS = 1;
    static final int ITSELF = 2;

    private final long[] codes;
    private final int[] ids;
    private int size;

    /// All vertices are present at first.
    ///
    /// @param x of each vertex, 0 to 2^30, as `y`: that keeps all cross products exact in a `long`
    PresentVertices(int[] x, int[] y) {
        size = x.length;
        codes = new long[size];
        ids = new int[size];
        for (int i = 0; i < size; i++) {
            codes[i] = Morton.code(x[i], y[i]);
            ids[i] = i;
        }
        Morton.sort(codes, ids);
    }

    private PresentVertices(long[] codes, int[] ids, int size) {
        this.codes = codes;
        this.ids = ids;
        this.size = size;
    }

    /// {@return those whose entry in `round` is 0, as one that can be changed by itself}
    PresentVertices those(byte[] round) {
        var present = new PresentVertices(codes.clone(), ids.clone(), size);
        present.keep(round);
        return present;
    }

    /// Forgets the vertices whose entry in `round` is not 0.
    void keep(byte[] round) {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (round[ids[i]] == 0) {
                codes[kept] = codes[i];
                ids[kept++] = ids[i];
            }
        }
        size = kept;
    }

    Search search(int[] x, int[] y) {
        return new Search(x, y);
    }

    /// Looks for vertices in triangles. Used by one thread.
    ///
    /// A search begins with the at most four cells of the size of the triangle and goes down
    /// only into quarters that meet it. Cells are found by steps that double, from where the
    /// search before ended: triangles come in walking order, each near the one before.
    final class Search {
        private static final int LEAF = 16;

        private final int[] x;
        private final int[] y;
        private int near;

        // The search under way: from a by v to b, as a triangle a, p, q that is counterclockwise, and its box.
        private int v;
        private long ax;
        private long ay;
        private long bx;
        private long by;
        private long px;
        private long py;
        private long qx;
        private long qy;
        private int west;
        private int south;
        private int east;
        private int north;

        // The arc whose own vertices are as `round` says now.
        private int first;
        private int last;
        private byte[] round = {};

        private Search(int[] x, int[] y) {
            this.x = x;
            this.y = y;
        }

        /// Names the arc that is being simplified.
        ///
        /// @param firstVertex its first vertex
        /// @param lastVertex its last vertex
        /// @param roundOfVertex not 0 for those that are gone
        void on(int firstVertex, int lastVertex, byte[] roundOfVertex) {
            first = firstVertex;
            last = lastVertex;
            round = roundOfVertex;
        }

        /// {@return whose vertices are present at the first place in the triangle, its sides
        /// included, that is not the place of `start` or `end`, `middle` left out; or [#NOTHING]}
        ///
        /// The first place depends on where vertices are, and on nothing else: not on how they are
        /// numbered. So a part of a coverage gives the answers of the whole, where it has all
        /// vertices of the triangle.
        int inTriangle(int start, int middle, int end) {
            v = middle;
            ax = x[start];
            ay = y[start];
            bx = x[end];
            by = y[end];
            px = x[middle];
            py = y[middle];
            qx = bx;
            qy = by;
            west = (int) Math.min(px, Math.min(ax, qx));
            east = (int) Math.max(px, Math.max(ax, qx));
            south = (int) Math.min(py, Math.min(ay, qy));
            north = (int) Math.max(py, Math.max(ay, qy));
            if (side(ax, ay, px, py, qx, qy) < 0) {
                px = bx;
                py = by;
                qx = x[middle];
                qy = y[middle];
            }
            int bits = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(east - west, north - south));
            int found = NOTHING;
            for (int row = south >> bits; row <= north >> bits && found == NOTHING; row++) {
                for (int column = west >> bits; column <= east >> bits && found == NOTHING; column++) {
                    long code = Morton.code(column, row) << (2 * bits);
                    near = lowerBound(code);
                    found = search(near, code, bits, column << bits, row << bits);
                }
            }
            return found;
        }

        /// Searches the cell that begins with entry `from`, of 2^`bits` units a side.
        private int search(int from, long code, int bits, int cellWest, int cellSouth) {
            long end = code + (1L << (2 * bits));
            if (from + LEAF >= size || codes[from + LEAF] >= end || bits == 0) {
                return scan(from, end);
            }
            int half = bits - 1;
            int next = from;
            for (int quarter = 0; quarter < 4; quarter++) {
                long quarterCode = code + ((long) quarter << (2 * half));
                next = ahead(next, quarterCode);
                int quarterWest = cellWest + ((quarter & 1) << half);
                int quarterSouth = cellSouth + ((quarter >> 1) << half);
                if (next < size && meets(quarterWest, quarterSouth, (1 << half) - 1)) {
                    int found = search(next, quarterCode, half, quarterWest, quarterSouth);
                    if (found != NOTHING) {
                        return found;
                    }
                }
            }
            return NOTHING;
        }

        private int scan(int from, long end) {
            for (int i = from; i < size && codes[i] < end; i++) {
                int ux = Morton.x(codes[i]);
                int uy = Morton.y(codes[i]);
                if (ux >= west && ux <= east && uy >= south && uy <= north && isInside(ux, uy) && blocks(ids[i])) {
                    return whose(i);
                }
            }
            return NOTHING;
        }

        /// {@return whose vertices are at the place of entry `from`, the first of that place that
        /// blocks}
        private int whose(int from) {
            int found = NOTHING;
            for (int i = from; i < size && codes[i] == codes[from]; i++) {
                if (blocks(ids[i])) {
                    found |= ids[i] >= first && ids[i] <= last ? ITSELF : OTHERS;
                }
            }
            return found;
        }

        /// {@return whether the place is in the triangle, but not at one of the ends that stay}
        private boolean isInside(int ux, int uy) {
            return !(ux == ax && uy == ay)
                    && !(ux == bx && uy == by)
                    && side(ax, ay, px, py, ux, uy) >= 0
                    && side(px, py, qx, qy, ux, uy) >= 0
                    && side(qx, qy, ax, ay, ux, uy) >= 0;
        }

        private boolean blocks(int u) {
            return u != v && !(u >= first && u <= last && round[u] != 0);
        }

        /// {@return whether a square cell meets the box of the triangle, and lies not wholly beyond
        /// one of its sides}
        private boolean meets(int cellWest, int cellSouth, int extent) {
            int cellEast = cellWest + extent;
            int cellNorth = cellSouth + extent;
            return cellWest <= east
                    && cellEast >= west
                    && cellSouth <= north
                    && cellNorth >= south
                    && reaches(ax, ay, px, py, cellWest, cellSouth, cellEast, cellNorth)
                    && reaches(px, py, qx, qy, cellWest, cellSouth, cellEast, cellNorth)
                    && reaches(qx, qy, ax, ay, cellWest, cellSouth, cellEast, cellNorth);
        }

        /// {@return whether some corner of the cell is on or to the left of the line from `i` to `j`}
        private static boolean reaches(
                long ix, long iy, long jx, long jy, int cellWest, int cellSouth, int cellEast, int cellNorth) {
            long dx = jx - ix;
            long dy = jy - iy;
            return dx * ((dx > 0 ? cellNorth : cellSouth) - iy) - dy * ((dy > 0 ? cellWest : cellEast) - ix) >= 0;
        }

        /// {@return positive, zero or negative: on which side of the line from `i` to `j` the place
        /// `u` lies}
        private static long side(long ix, long iy, long jx, long jy, long ux, long uy) {
            return (jx - ix) * (uy - iy) - (jy - iy) * (ux - ix);
        }

        /// {@return the first entry whose code is `code` or higher}
        private int lowerBound(long code) {
            int start = Math.min(near, size);
            return start < size && codes[start] < code ? ahead(start, code) : behind(start, code);
        }

        /// The same, for one that is not before `from`, whose code is lower or that is the one.
        private int ahead(int from, long code) {
            int step = 1;
            int low = from;
            while (low + step < size && codes[low + step] < code) {
                low += step;
                step <<= 1;
            }
            return between(low, Math.min(low + step, size), code);
        }

        /// The same, for one that is not after `from`.
        private int behind(int from, long code) {
            int step = 1;
            int high = from;
            while (high - step >= 0 && codes[high - step] >= code) {
                high -= step;
                step <<= 1;
            }
            return between(Math.max(high - step, 0), high, code);
        }

        private int between(int from, int end, long code) {
            int low = from;
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
}
