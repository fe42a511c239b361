package io.github.backsight.topology;

import java.util.Arrays;

/// Finds an arc by its first edge: from the place it starts at to the next place.
///
/// Between two junctions the way is forced, so a first edge belongs to one arc only, walked one way; that makes
/// comparing whole arcs needless. An open-addressing table (linear probing, at most half full) that grows.
final class ArcsByEdge {
    /// What [#find] says of an edge that no arc starts with. No use of an arc has this value.
    static final int NONE = Integer.MIN_VALUE;

    private long[] edges = new long[1 << 10];
    private int[] uses = new int[1 << 10];
    private int size;

    ArcsByEdge() {
        Arrays.fill(uses, NONE);
    }

    /// {@return the arc that starts with the edge `from`, `to`: `a`, `~a`, or [#NONE]}
    int find(int from, int to) {
        return uses[slot(edge(from, to))];
    }

    void put(int from, int to, int use) {
        if (2 * ++size > edges.length) {
            grow();
        }
        int slot = slot(edge(from, to));
        edges[slot] = edge(from, to);
        uses[slot] = use;
    }

    private static long edge(int from, int to) {
        return (long) from << 32 | to;
    }

    private int slot(long edge) {
        int mask = edges.length - 1;
        int slot = Places.mix(edge) & mask;
        while (uses[slot] != NONE && edges[slot] != edge) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldEdges = edges;
        int[] oldUses = uses;
        edges = new long[2 * oldEdges.length];
        uses = new int[2 * oldEdges.length];
        Arrays.fill(uses, NONE);
        for (int i = 0; i < oldEdges.length; i++) {
            if (oldUses[i] != NONE) {
                int slot = slot(oldEdges[i]);
                edges[slot] = oldEdges[i];
                uses[slot] = oldUses[i];
            }
        }
    }
}
