package io.github.backsight.bench.picture;

import io.github.backsight.geom.Mercator;
import java.util.List;

/// A place where maps go wrong, and the zooms at which it is looked at.
///
/// @param name ASCII
/// @param longitude of the picture's middle, in degrees
/// @param latitude of the picture's middle, in degrees
record Place(String name, double longitude, double latitude, List<Integer> zooms) {
    static final List<Place> ALL = List.of(
            // The 180th meridian runs through the middle.
            new Place("Alaska, Aleutians", 180, 51.9, List.of(5, 7, 9)),
            new Place("Florida Keys", -81.3, 24.8, List.of(5, 8, 10)),
            new Place("Guam", 144.78, 13.45, List.of(6, 9, 11)),
            new Place("Manhattan", -73.975, 40.77, List.of(7, 9, 11)),
            new Place("Four corners", -109.045, 36.999, List.of(5, 8, 11)));

    Place {
        zooms = List.copyOf(zooms);
    }

    /// {@return a name for files}
    String fileName(int zoom) {
        return name.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z]+", "-") + "-" + zoom;
    }

    double x() {
        return Mercator.x(longitude);
    }

    double y() {
        return Mercator.y(latitude);
    }
}
