package io.github.backsight.tile;

import java.util.Arrays;

/// A growing array of ints, open to the hot loops of this package. Used by one thread.
final class Ints {
    int[] items;
    int size;

    Ints(int capacity) {
        items = new int[capacity];
    }

    void add(int item) {
        if (size == items.length) {
            items = Arrays.copyOf(items, Math.max(16, size * 2));
        }
        items[size++] = item;
    }

    int get(int index) {
        return items[index];
    }

    void clear() {
        size = 0;
    }

    int[] toArray() {
        return Arrays.copyOf(items, size);
    }
}
