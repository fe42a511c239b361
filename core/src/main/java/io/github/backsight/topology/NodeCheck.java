package io.github.backsight.topology;

import java.util.stream.IntStream;

/// Looks around each node: what lies between two arcs that leave it next to each other must be the same for both.
///
/// Where it is not, features overlap that share a corner, or a feature's own border goes through itself there.
final class NodeCheck {
    private final Arcs arcs;
    private final Nodes nodes;
    private final Sides sides;
    private final FaultCollector seen;

    NodeCheck(Arcs arcs, Nodes nodes, Sides sides, FaultCollector seen) {
        this.arcs = arcs;
        this.nodes = nodes;
        this.sides = sides;
        this.seen = seen;
    }

    void run() {
        for (int node = 0; node < nodes.count(); node++) {
            if (!agrees(node)) {
                findOverlaps(node);
            }
        }
    }

    private boolean agrees(int node) {
        int end = nodes.start(node + 1);
        int before = nodes.use(end - 1);
        for (int entry = nodes.start(node); entry < end; entry++) {
            int use = nodes.use(entry);
            if (sides.left(before) != sides.right(use)) {
                return false;
            }
            before = use;
        }
        return true;
    }

    /// Works out which wedges each feature at the node covers, and then who shares one.
    private void findOverlaps(int node) {
        int first = nodes.start(node);
        int wedges = nodes.start(node + 1) - first;
        int[] features = IntStream.range(0, wedges)
                .map(i -> nodes.use(first + i))
                .flatMap(use -> IntStream.of(sides.left(use), sides.right(use)))
                .filter(feature -> feature != Sides.NOTHING)
                .distinct()
                .sorted()
                .toArray();
        int vertex = arcs.firstVertex(nodes.use(first));
        boolean[][] covers = new boolean[features.length][];
        for (int i = 0; i < features.length; i++) {
            covers[i] = wedges(first, wedges, features[i], vertex);
            for (int j = 0; j < i; j++) {
                if (meet(covers[i], covers[j])) {
                    seen.add(Fault.Kind.INSIDE, features[j], features[i], vertex);
                }
            }
        }
    }

    /// {@return which wedges `feature` covers; wedge `i` lies counterclockwise of entry `first + i`}
    private boolean[] wedges(int first, int count, int feature, int vertex) {
        boolean[] covers = new boolean[count];
        int begin = 0;
        while (begin < count && borders(nodes.use(first + begin), feature) == 0) {
            begin++;
        }
        boolean inside = begin < count && borders(nodes.use(first + begin), feature) < 0;
        for (int step = 0; step < count; step++) {
            int at = (begin + step) % count;
            int border = borders(nodes.use(first + at), feature);
            if (border != 0) {
                if (inside == border > 0) {
                    seen.add(Fault.Kind.CROSSING, feature, feature, vertex);
                }
                inside = border > 0;
            }
            covers[at] = inside;
        }
        return covers;
    }

    /// {@return 1 when `feature` begins counterclockwise of `use`, -1 when it ends there, 0 when neither}
    private int borders(int use, int feature) {
        return (sides.left(use) == feature ? 1 : 0) - (sides.right(use) == feature ? 1 : 0);
    }

    private static boolean meet(boolean[] some, boolean[] others) {
        for (int i = 0; i < some.length; i++) {
            if (some[i] && others[i]) {
                return true;
            }
        }
        return false;
    }
}
