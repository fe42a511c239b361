package io.github.backsight.tile;

import java.util.Arrays;

/// Links lines to simple rings. Used by one thread.
///
/// A line goes on with the one that bounds the same sector of covered land at their vertex: the first one
/// clockwise from where it came from (y up). So pieces that touch in a point are walked apart, while a hole that
/// touches its shell is in the same walk as the shell; each walk is then divided where it comes to a vertex
/// again, which leaves one shell and the holes that touch it.
///
/// Layout: vertex `v` has the outgoing lines `leaving[leavingStart[v]]` to `leaving[leavingStart[v + 1]]`
/// (exclusive); `next[e]` is the line after `e`.
final class RingLinker {
    private static final int NONE = -1;

    private int[] leavingStart = new int[256];
    private int[] leaving = new int[256];
    private int[] arriving = new int[256];
    private int[] next = new int[256];
    private boolean[] isTaken = new boolean[256];
    private int[] stack = new int[256];
    private int[] placeOnStack = new int[256];

    /// Fills `loops` with the rings of `edges`.
    ///
    /// @return false when lines do not alternate around some vertex: then rings overlap and [Winding] must decide
    /// first
    boolean link(Edges edges, VertexIndex vertices, Loops loops) {
        loops.clear();
        room(edges.count, vertices.count);
        for (int e = 0; e < edges.count; e++) {
            if (edges.times[e] > 1) {
                return false;
            }
        }
        groupLeaving(edges, vertices.count);
        Arrays.fill(arriving, 0, vertices.count, 0);
        for (int e = 0; e < edges.count; e++) {
            arriving[edges.to[e]]++;
        }
        for (int v = 0; v < vertices.count; v++) {
            int degree = leavingStart[v + 1] - leavingStart[v];
            if (degree != arriving[v]) {
                throw new IllegalStateException("the rings of a feature are not closed at tile point (" + vertices.x[v]
                        + ", " + vertices.y[v] + "): a fault of Backsight, please report it with the polygons");
            }
        }
        Arrays.fill(isTaken, 0, edges.count, false);
        for (int e = 0; e < edges.count; e++) {
            int v = edges.to[e];
            next[e] = arriving[v] == 1 ? leaving[leavingStart[v]] : tightest(e, edges, vertices);
            if (isTaken[next[e]]) {
                // Two arriving lines with none leaving between them.
                return false;
            }
            isTaken[next[e]] = true;
        }
        walkAll(edges, vertices, loops);
        return true;
    }

    private void room(int edgeCount, int vertexCount) {
        if (leaving.length < edgeCount) {
            leaving = new int[edgeCount * 2];
            next = new int[edgeCount * 2];
            isTaken = new boolean[edgeCount * 2];
            stack = new int[edgeCount * 2];
        }
        if (arriving.length < vertexCount + 1) {
            leavingStart = new int[vertexCount * 2 + 2];
            arriving = new int[vertexCount * 2 + 2];
            placeOnStack = new int[vertexCount * 2 + 2];
        }
    }

    private void groupLeaving(Edges edges, int vertexCount) {
        Arrays.fill(leavingStart, 0, vertexCount + 1, 0);
        for (int e = 0; e < edges.count; e++) {
            leavingStart[edges.from[e] + 1]++;
        }
        for (int v = 0; v < vertexCount; v++) {
            leavingStart[v + 1] += leavingStart[v];
        }
        System.arraycopy(leavingStart, 0, arriving, 0, vertexCount);
        for (int e = 0; e < edges.count; e++) {
            leaving[arriving[edges.from[e]]++] = e;
        }
    }

    /// {@return the first leaving line clockwise (y up) from where line `e` came from}
    private int tightest(int e, Edges edges, VertexIndex vertices) {
        int v = edges.to[e];
        int origin = edges.from[e];
        int best = NONE;
        for (int i = leavingStart[v]; i < leavingStart[v + 1]; i++) {
            if (best == NONE || sooner(v, origin, edges.to[leaving[i]], edges.to[best], vertices)) {
                best = leaving[i];
            }
        }
        return best;
    }

    /// {@return whether, turning clockwise (y up) around `v` from `origin`, `one` comes before `other`}
    private static boolean sooner(int v, int origin, int one, int other, VertexIndex vertices) {
        int halfOfOne = half(v, origin, one, vertices);
        int halfOfOther = half(v, origin, other, vertices);
        if (halfOfOne != halfOfOther) {
            return halfOfOne < halfOfOther;
        }
        return cross(v, one, other, vertices) < 0;
    }

    /// {@return 0, 1, 2: a clockwise turn from `origin` comes to `place` before, at, after half a turn}
    private static int half(int v, int origin, int place, VertexIndex vertices) {
        long cross = cross(v, origin, place, vertices);
        return cross < 0 ? 0 : cross > 0 ? 2 : 1;
    }

    private static long cross(int v, int one, int other, VertexIndex vertices) {
        return (long) (vertices.x[one] - vertices.x[v]) * (vertices.y[other] - vertices.y[v])
                - (long) (vertices.y[one] - vertices.y[v]) * (vertices.x[other] - vertices.x[v]);
    }

    private void walkAll(Edges edges, VertexIndex vertices, Loops loops) {
        Arrays.fill(placeOnStack, 0, vertices.count, NONE);
        for (int first = 0; first < edges.count; first++) {
            if (next[first] == NONE) {
                continue;
            }
            int size = 0;
            int e = first;
            while (next[e] != NONE) {
                int v = edges.from[e];
                int place = placeOnStack[v];
                if (place != NONE) {
                    loops.add(stack, place, size, vertices);
                    size = cut(place + 1, size);
                } else {
                    placeOnStack[v] = size;
                    stack[size++] = v;
                }
                int following = next[e];
                next[e] = NONE;
                e = following;
            }
            loops.add(stack, 0, size, vertices);
            cut(0, size);
            loops.walks++;
        }
    }

    private int cut(int from, int size) {
        for (int i = from; i < size; i++) {
            placeOnStack[stack[i]] = NONE;
        }
        return from;
    }
}
