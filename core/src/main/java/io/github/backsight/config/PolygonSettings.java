package io.github.backsight.config;

import io.github.backsight.store.Key;
import java.util.Optional;

/// An input with polygons.
///
/// @param id the property that holds the id; where a feature has no such property, its own id counts
/// @param dropWhenZero polygons whose value in this property is 0 are left out
/// @param object the TopoJSON object to read; empty: the only one
/// @param format empty: told by the content
public record PolygonSettings(
        String name,
        Key key,
        Optional<String> member,
        String id,
        Optional<String> dropWhenZero,
        Optional<String> object,
        Optional<Format> format)
        implements InputSettings {

    /// How polygons are written.
    public enum Format implements Named {
        GEOJSON("geojson"),
        /// One GeoJSON feature a line.
        NDGEOJSON("ndgeojson"),
        TOPOJSON("topojson"),
        GEOPARQUET("geoparquet");

        private final String text;

        Format(String text) {
            this.text = text;
        }

        @Override
        public String text() {
            return text;
        }
    }
}
