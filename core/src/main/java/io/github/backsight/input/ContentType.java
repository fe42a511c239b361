package io.github.backsight.input;

import java.util.Locale;

/// Media types by the ending of a name.
final class ContentType {
    private ContentType() {}

    static String of(String name) {
        var ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return switch (ending) {
            case "csv" -> "text/csv";
            case "tsv" -> "text/tab-separated-values";
            case "json", "topojson" -> "application/json";
            case "geojson" -> "application/geo+json";
            case "ndjson", "ndgeojson", "geojsonl" -> "application/x-ndjson";
            case "parquet", "geoparquet" -> "application/vnd.apache.parquet";
            case "zip" -> "application/zip";
            case "gz" -> "application/gzip";
            default -> "application/octet-stream";
        };
    }
}
