package io.github.backsight.topology;

import java.util.Arrays;

/// Lists of vertices, each vertex in at most one list; adding, removing and taking are done in constant time.
///
/// Doubly linked on primitive arrays: `first[l]` is the first vertex of list `l`, `next` and `previous` link the
/// vertices; the first vertex of list `l` has `previous` `~l`, and a vertex in no list has itself.
final class Waiting {
    private static final int END = -1;

    private final int[] first;
    private final int[] next;
    private final int[] previous;

    Waiting(int lists, int vertices) {
        first = new int[lists];
        next = new int[vertices];
        previous = new int[vertices];
        Arrays.fill(first, END);
        Arrays.setAll(previous, v -> v);
    }

    boolean isEmpty(int list) {
        return first[list] == END;
    }

    /// {@return the vertex that was added to `list` last; the list is not empty}
    int last(int list) {
        return first[list];
    }

    /// Adds `vertex` to `list`, out of any list it was in.
    void move(int vertex, int list) {
        remove(vertex);
        int old = first[list];
        first[list] = vertex;
        previous[vertex] = ~list;
        next[vertex] = old;
        if (old != END) {
            previous[old] = vertex;
        }
    }

    void remove(int vertex) {
        int before = previous[vertex];
        if (before == vertex) {
            return;
        }
        int after = next[vertex];
        if (before < 0) {
            first[~before] = after;
        } else {
            next[before] = after;
        }
        if (after != END) {
            previous[after] = before;
        }
        previous[vertex] = vertex;
    }
}
