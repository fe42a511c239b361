package io.github.backsight.tile;

import java.util.Arrays;

/// A growing array of longs, open to the hot loops of this package. Used by one thread.
final class Longs {
    long[] items;
    int size;

    Longs(int capacity) {
        items = new long[capacity];
    }

    void add(long item) {
        if (size == items.length) {
            items = Arrays.copyOf(items, Math.max(16, size * 2));
        }
        items[size++] = item;
    }

    void clear() {
        size = 0;
    }
}
