package io.github.backsight.archive;

import java.util.LinkedHashMap;
import java.util.Map;

/// What a tile archive says of itself: enough for any TileJSON client.
///
/// @param name a short title
/// @param description one sentence
/// @param attribution whom to name on the map; may be empty
/// @param layer the id of the one vector layer
/// @param fields the layer's attributes in order, each `Number`, `Boolean` or `String` (TileJSON 3.0.0, section 3.3.2)
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
    public ArchiveMetadata {
        fields = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /// A box of longitudes and latitudes, in degrees.
    public record Bounds(double west, double south, double east, double north) {
        public double centerLongitude() {
            return (west + east) / 2;
        }

        public double centerLatitude() {
            return (south + north) / 2;
        }
    }
}
