package io.github.backsight.topology;

/// Takes vertices out of single arcs in one round of a [Simplification]. Used by one thread.
///
/// Bottom-up elimination of points (Pikaz and Dinstein 1994) with the topological guard of JTS's
/// `CoverageSimplifier` (no vertex in the triangle that is cut away). What taking `v` out costs is
/// exact, not an estimate: the farthest distance of any vertex of the source between `v`'s two
/// neighbours from the segment that joins them.
///
/// Instead of the cheapest vertex of all, a *pass* along the arc takes out every vertex that is about
/// as cheap as its neighbours (costs of the same half octave count as equal), never two in a row;
/// passes follow until one finds nothing. So what an arc keeps depends on the arc and its
/// surroundings only, and everything that a pass needs lies side by side: `vertex` and `cost` are the
/// arc's present vertices in order, costs squared; the ends, and vertices that cannot go where they
/// are, cost infinitely much.
final class ArcSimplification {
    private static final double NEVER = Double.POSITIVE_INFINITY;

    private final int[] x;
    private final int[] y;
    private final byte[] round;
    private final PresentVertices.Search search;
    private final byte now;
    private final double mostCost;
    private final Ints heldUp = new Ints(64);
    private boolean removed;

    private int[] vertex = new int[256];
    private double[] cost = new double[256];
    private int size;
    private int first;
    private int last;
    private boolean heldUpByOther;
    private boolean heldUpByItself;

    /// @param round of each vertex; those of the arcs that are given to this thread are written
    ArcSimplification(int[] x, int[] y, byte[] round, PresentVertices.Search search, byte now, float tolerance) {
        this.x = x;
        this.y = y;
        this.round = round;
        this.search = search;
        this.now = now;
        this.mostCost = (double) tolerance * tolerance;
    }

    /// {@return the arcs that were held up by others}
    Ints heldUp() {
        return heldUp;
    }

    /// {@return whether any vertex was taken out}
    boolean removed() {
        return removed;
    }

    /// @param arcFirst the arc's first vertex
    /// @param arcLast its last vertex
    /// @param least how many vertices between its ends it keeps at least
    void simplify(int arc, int arcFirst, int arcLast, int least) {
        first = arcFirst;
        last = arcLast;
        heldUpByOther = false;
        search.on(first, last, round);
        collect();
        int before;
        do {
            before = size;
            heldUpByItself = false;
            priceAll();
            while (pass(least)) {
                compact();
            }
        } while (heldUpByItself && size < before);
        if (heldUpByOther) {
            heldUp.add(arc);
        }
    }

    private void collect() {
        if (vertex.length <= last - first) {
            int length = Math.max(last - first + 1, 2 * vertex.length);
            vertex = new int[length];
            cost = new double[length];
        }
        size = 0;
        for (int v = first; v <= last; v++) {
            if (round[v] == 0) {
                vertex[size++] = v;
            }
        }
    }

    private void priceAll() {
        cost[0] = NEVER;
        cost[size - 1] = NEVER;
        for (int i = 1; i < size - 1; i++) {
            cost[i] = farthest(vertex[i - 1], vertex[i + 1]);
        }
    }

    /// Marks what can go by `~`.
    ///
    /// @return whether there is any
    private boolean pass(int least) {
        int left = size - 2;
        boolean any = false;
        for (int i = 1; i < size - 1 && left > least; i++) {
            if (cost[i] <= mostCost && isCheap(i) && vertex[i - 1] >= 0) {
                int v = vertex[i];
                int blocker = search.inTriangle(vertex[i - 1], v, vertex[i + 1]);
                if (blocker == PresentVertices.NOTHING) {
                    vertex[i] = ~v;
                    round[v] = now;
                    any = true;
                    left--;
                } else {
                    cost[i] = NEVER;
                    heldUpByOther |= (blocker & PresentVertices.OTHERS) != 0;
                    heldUpByItself |= (blocker & PresentVertices.ITSELF) != 0;
                }
            }
        }
        removed |= any;
        return any;
    }

    private boolean isCheap(int i) {
        int own = halfOctave(cost[i]);
        return own <= halfOctave(cost[i - 1]) && own <= halfOctave(cost[i + 1]);
    }

    private static int halfOctave(double squared) {
        return (int) (Double.doubleToRawLongBits(squared) >>> 52);
    }

    /// Closes the gaps, and prices the vertices beside them anew.
    private void compact() {
        int kept = 0;
        boolean gap = false;
        for (int i = 0; i < size; i++) {
            if (vertex[i] < 0) {
                gap = true;
            } else {
                vertex[kept] = vertex[i];
                // Marked here, priced when its neighbours are in place.
                cost[kept] = gap ? Double.NaN : cost[i];
                if (gap && kept > 0) {
                    cost[kept - 1] = Double.NaN;
                }
                gap = false;
                kept++;
            }
        }
        size = kept;
        cost[0] = NEVER;
        cost[size - 1] = NEVER;
        for (int i = 1; i < size - 1; i++) {
            if (Double.isNaN(cost[i])) {
                cost[i] = farthest(vertex[i - 1], vertex[i + 1]);
            }
        }
    }

    /// {@return the square of the farthest distance of the vertices between `a` and `b` from the
    /// segment `a`, `b`}
    private double farthest(int a, int b) {
        double dx = x[b] - x[a];
        double dy = y[b] - y[a];
        double length = dx * dx + dy * dy;
        double farthest = 0;
        for (int i = a + 1; i < b; i++) {
            double px = x[i] - x[a];
            double py = y[i] - y[a];
            double along = px * dx + py * dy;
            double distance;
            if (along <= 0) {
                distance = px * px + py * py;
            } else if (along >= length) {
                distance = (px - dx) * (px - dx) + (py - dy) * (py - dy);
            } else {
                double across = px * dy - py * dx;
                distance = across * across / length;
            }
            farthest = Math.max(farthest, distance);
        }
        return farthest;
    }
}
