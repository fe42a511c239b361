package io.github.backsight.tile;

import java.util.Arrays;

/// Numbers the different points of one tile, 0 to `count - 1` in order of first sight. Used by one thread.
///
/// A hash table with linear probing: `slotVertex[s]` is a vertex when `slotRound[s]` is the present round, so
/// that forgetting everything costs nothing.
final class VertexIndex {
    int[] x = new int[256];
    int[] y = new int[256];
    int count;
    private int[] slotVertex = new int[1024];
    private int[] slotRound = new int[1024];
    private int round = 1;

    void clear() {
        count = 0;
        round++;
    }

    /// {@return the number of the point, a new one when it has not been seen since [#clear]}
    int of(int pointX, int pointY) {
        if (count * 2 >= slotVertex.length) {
            grow();
        }
        int slot = slot(pointX, pointY);
        if (slotRound[slot] == round) {
            return slotVertex[slot];
        }
        if (count == x.length) {
            x = Arrays.copyOf(x, count * 2);
            y = Arrays.copyOf(y, count * 2);
        }
        x[count] = pointX;
        y[count] = pointY;
        slotRound[slot] = round;
        slotVertex[slot] = count;
        return count++;
    }

    private int slot(int pointX, int pointY) {
        int mask = slotVertex.length - 1;
        int slot = Buckets.spread(Buckets.key(pointX, pointY), mask);
        while (slotRound[slot] == round && (x[slotVertex[slot]] != pointX || y[slotVertex[slot]] != pointY)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        slotVertex = new int[slotVertex.length * 2];
        slotRound = new int[slotVertex.length];
        round = 1;
        for (int vertex = 0; vertex < count; vertex++) {
            int slot = slot(x[vertex], y[vertex]);
            slotRound[slot] = round;
            slotVertex[slot] = vertex;
        }
    }
}
