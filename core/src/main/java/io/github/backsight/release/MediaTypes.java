package io.github.backsight.release;

import java.util.Locale;
import java.util.Map;

/// The media types that browsers and map clients expect of what a release keeps, by the ending of the name.
public final class MediaTypes {
    private static final Map<String, String> BY_ENDING = Map.ofEntries(
            Map.entry("json", "application/json"),
            Map.entry("geojson", "application/geo+json"),
            Map.entry("pmtiles", "application/vnd.pmtiles"),
            Map.entry("mbtiles", "application/vnd.sqlite3"),
            Map.entry("pbf", "application/vnd.mapbox-vector-tile"),
            Map.entry("zip", "application/zip"),
            Map.entry("csv", "text/csv; charset=utf-8"),
            Map.entry("tsv", "text/tab-separated-values; charset=utf-8"),
            Map.entry("index", "text/plain; charset=utf-8"),
            Map.entry("png", "image/png"),
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("gz", "application/gzip"));

    private MediaTypes() {}

    /// {@return the media type of an artifact}
    public static String ofName(String name) {
        var ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return BY_ENDING.getOrDefault(ending, "application/octet-stream");
    }
}
