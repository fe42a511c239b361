package io.github.backsight.config;

import java.util.List;
import java.util.stream.Stream;

/// Every key that the file may hold, part by part. A part cannot be asked for a key that does not stand here.
final class Keys {
    /// What only a bucket needs; beside `store`.
    static final List<String> BUCKET =
            List.of("endpoint", "region", "path-style", "profile", "anonymous", "state", "single-writer");

    static final List<String> FILE = Stream.concat(
                    Stream.of(
                            "store",
                            "inputs",
                            "map",
                            "stem",
                            "publish",
                            "limits",
                            "checks",
                            "viewer",
                            "console",
                            "threads",
                            "cuttings"),
                    BUCKET.stream())
            .toList();

    /// What only polygons have.
    static final List<String> POLYGONS = List.of("drop-when-zero", "object");

    /// What only tables have.
    static final List<String> TABLE = List.of("separator");

    static final List<String> INPUT = Stream.of(List.of("key", "url", "member", "id", "format"), POLYGONS, TABLE)
            .flatMap(List::stream)
            .toList();

    static final List<String> MAP = List.of(
            "score", "layer", "id", "aggregate-id-to", "name", "description", "attribution", "high", "low", "outputs");
    static final List<String> HIGH = List.of("zoom");
    static final List<String> LOW = List.of("zoom", "buckets", "group", "keep-groups-up-to");
    static final List<String> PUBLISH = List.of("prefix", "mode", "access", "cloudfront", "url");
    static final List<String> VIEWER =
            List.of("colours", "range", "labels", "codebook", "search", "regions", "switch-zoom", "fade", "base-map");
    static final List<String> BASE_MAP = List.of("url", "attribution");
    static final List<String> CONSOLE = List.of("approval");
    static final List<String> LIMITS = List.of("most-bytes", "most-ratio");
    static final List<String> CHECKS = List.of(
            "most-rows-without-polygon", "most-polygons-without-row", "known-without-partner", "inputs", "drift");
    static final List<String> TABLE_RULES = List.of("rows", "id-length", "groups", "columns", "command", "sql");
    static final List<String> POLYGON_RULES = List.of("polygons", "id-length", "groups", "bounds", "command");
    static final List<String> GROUPS = List.of("characters", "present", "least");
    static final List<String> COLUMN_RULES =
            List.of("type", "range", "median", "most-blank", "values", "rises", "rises-with");
    static final List<String> DRIFT =
            Stream.of(DriftMeasure.values()).map(DriftMeasure::text).toList();

    private Keys() {}
}
