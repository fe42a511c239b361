package io.github.backsight.archive;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// What a tile archive says of itself: enough for any TileJSON client.
///
/// @param name a short title
/// @param description one sentence
/// @param attribution whom to name on the map; may be empty
/// @param layer the id of the one vector layer
/// @param fields the layer's attributes in order, each `Number`, `Boolean` or `String` (TileJSON 3.0.0, section
/// 3.3.2)
/// @param lowestZoom the lowest zoom with tiles
/// @param highestZoom the highest zoom with tiles
/// @param bounds what the features cover, in degrees
public record ArchiveMetadata(
        String name,
        String description,
        String attribution,
        String layer,
        Map<String, String> fields,
        int lowestZoom,
        int highestZoom,
        Bounds bounds) {
    private static final Set<String> FIELD_TYPES = Set.of("Number", "Boolean", "String");

    public ArchiveMetadata {
        if (lowestZoom < 0 || lowestZoom > highestZoom || highestZoom > 26) {
            throw new IllegalArgumentException("not a range of zooms: " + lowestZoom + " to " + highestZoom);
        }
        fields.forEach((field, type) -> {
            if (!FIELD_TYPES.contains(type)) {
                throw new IllegalArgumentException(
                        "the field '" + field + "' is a Number, Boolean or String, not '" + type + "'");
            }
        });
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /// A box of longitudes and latitudes, in degrees.
    public record Bounds(double west, double south, double east, double north) {
        public Bounds {
            if (!(west >= -180 && west <= east && east <= 180 && south >= -90 && south <= north && north <= 90)) {
                throw new IllegalArgumentException(
                        "not a box of degrees: " + west + "," + south + "," + east + "," + north);
            }
        }

        /// {@return the longitude of the middle, to ten-millionths}
        public double centerLongitude() {
            return rounded((west + east) / 2);
        }

        /// {@return the latitude of the middle, to ten-millionths}
        public double centerLatitude() {
            return rounded((south + north) / 2);
        }

        private static double rounded(double degrees) {
            return Math.rint(degrees * 1e7) / 1e7;
        }
    }
}
