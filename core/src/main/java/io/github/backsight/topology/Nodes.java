package io.github.backsight.topology;

import org.locationtech.jts.algorithm.CGAlgorithmsDD;

/// What leaves each node of a coverage: the uses of arcs that begin there, counterclockwise, beginning in the east.
///
/// Node `n` owns entries `start[n]` to `start[n + 1]`, exclusive, of `uses`.
final class Nodes {
    private final Arcs arcs;
    private final int[] start;
    private final int[] uses;

    /// Where in `uses` arc `a` stands: forwards at `2 a`, backwards at `2 a + 1`.
    private final int[] position;

    Nodes(Arcs arcs) {
        this.arcs = arcs;
        this.start = new int[arcs.nodeCount() + 1];
        this.uses = new int[2 * arcs.count()];
        this.position = new int[2 * arcs.count()];
        for (int arc = 0; arc < arcs.count(); arc++) {
            start[arcs.from(arc)]++;
            start[arcs.to(arc)]++;
        }
        for (int node = 1; node < start.length; node++) {
            start[node] += start[node - 1];
        }
        for (int arc = arcs.count() - 1; arc >= 0; arc--) {
            uses[--start[arcs.to(arc)]] = ~arc;
            uses[--start[arcs.from(arc)]] = arc;
        }
        for (int node = 0; node < count(); node++) {
            sort(start[node], start[node + 1]);
        }
        for (int i = 0; i < uses.length; i++) {
            position[index(uses[i])] = i;
        }
    }

    int count() {
        return start.length - 1;
    }

    /// {@return the first entry of `node`}
    int start(int node) {
        return start[node];
    }

    int use(int entry) {
        return uses[entry];
    }

    /// {@return the use that leaves the same node next to `use`, clockwise}
    int clockwise(int use) {
        int entry = position[index(use)];
        int node = arcs.from(use);
        return uses[(entry > start[node] ? entry : start[node + 1]) - 1];
    }

    private static int index(int use) {
        return use >= 0 ? 2 * use : 2 * ~use + 1;
    }

    /// Insertion: a node has few arcs.
    private void sort(int first, int end) {
        for (int i = first + 1; i < end; i++) {
            int use = uses[i];
            int at = i;
            for (; at > first && isBefore(use, uses[at - 1]); at--) {
                uses[at] = uses[at - 1];
            }
            uses[at] = use;
        }
    }

    private boolean isBefore(int use, int other) {
        int node = arcs.firstVertex(use);
        int second = arcs.secondVertex(use);
        int third = arcs.secondVertex(other);
        boolean lower = isLower(node, second);
        if (lower != isLower(node, third)) {
            return !lower;
        }
        return CGAlgorithmsDD.orientationIndex(
                        arcs.planeX(node),
                        arcs.planeY(node),
                        arcs.planeX(second),
                        arcs.planeY(second),
                        arcs.planeX(third),
                        arcs.planeY(third))
                > 0;
    }

    private boolean isLower(int node, int vertex) {
        double y = arcs.planeY(vertex);
        return y < arcs.planeY(node) || (y == arcs.planeY(node) && arcs.planeX(vertex) < arcs.planeX(node));
    }
}
