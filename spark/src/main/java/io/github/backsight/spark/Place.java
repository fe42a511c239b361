package io.github.backsight.spark;

import java.io.Serializable;
import java.util.Comparator;

/// Where something stands in a result that is sorted.
///
/// @param whole the number of what stays together, a tile or a row
/// @param order in that
record Place(long whole, long order) implements Serializable, Comparable<Place> {
    private static final Comparator<Place> ASCENDING =
            Comparator.comparingLong(Place::whole).thenComparingLong(Place::order);

    @Override
    public int compareTo(Place other) {
        return ASCENDING.compare(this, other);
    }
}
