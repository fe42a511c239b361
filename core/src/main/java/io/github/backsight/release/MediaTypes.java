package io.github.backsight.release;

import java.util.Locale;
import java.util.Map;

/// The media types that browsers and map clients expect of what a release keeps, by the ending of the name.
final class MediaTypes {
    private static final Map<String, String> BY_ENDING = Map.of(
            "json", "application/json",
            "geojson", "application/geo+json",
            "pmtiles", "application/vnd.pmtiles",
            "mbtiles", "application/vnd.sqlite3",
            "pbf", "application/vnd.mapbox-vector-tile",
            "zip", "application/zip",
            "csv", "text/csv; charset=utf-8",
            "index", "text/plain; charset=utf-8",
            "png", "image/png");

    private MediaTypes() {}

    static String ofName(String name) {
        var ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return BY_ENDING.getOrDefault(ending, "application/octet-stream");
    }
}
