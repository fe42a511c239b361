package io.github.backsight.topology;

import java.util.Arrays;

/// Sets that grow together: union-find; a set is known by its first member.
final class Clusters {
    private final int[] parent;

    /// Every member alone.
    Clusters(int members) {
        parent = new int[members];
        Arrays.setAll(parent, i -> i);
    }

    /// {@return the first member of the set of `member`}
    int first(int member) {
        int root = member;
        while (parent[root] != root) {
            parent[root] = parent[parent[root]];
            root = parent[root];
        }
        return root;
    }

    void join(int one, int other) {
        int first = first(one);
        int second = first(other);
        parent[Math.max(first, second)] = Math.min(first, second);
    }
}
