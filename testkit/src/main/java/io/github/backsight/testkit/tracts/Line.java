package io.github.backsight.testkit.tracts;

import java.util.Arrays;

/// A growing list of points in millionths of a degree.
final class Line {
    private int[] places = new int[512];
    private int size;

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    void add(int longitude, int latitude) {
        if (places.length < 2 * size + 2) {
            places = Arrays.copyOf(places, 2 * places.length);
        }
        places[2 * size] = longitude;
        places[2 * size + 1] = latitude;
        size++;
    }

    void removeLast() {
        size--;
    }

    /// Turns round the points from number `first` on.
    void reverse(int first) {
        for (int low = 2 * first, high = 2 * size - 2; low < high; low += 2, high -= 2) {
            for (int axis = 0; axis < 2; axis++) {
                int swap = places[low + axis];
                places[low + axis] = places[high + axis];
                places[high + axis] = swap;
            }
        }
    }

    /// {@return longitude and latitude of each point, by turns}
    int[] toArray() {
        return Arrays.copyOf(places, 2 * size);
    }
}
