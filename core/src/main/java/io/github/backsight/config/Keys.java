package io.github.backsight.config;

import java.util.List;
import java.util.stream.Stream;

/// Every key that the file may hold, part by part. A part cannot be asked for a key that does not stand here.
final class Keys {
    /// What only a bucket needs; beside `store`.
    static final List<String> BUCKET =
            List.of("endpoint", "region", "path-style", "profile", "anonymous", "state", "single-writer");

    static final List<String> FILE = Stream.concat(
                    Stream.of("store", "inputs", "map", "stem", "publish", "limits", "checks", "threads", "cuttings"),
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
    static final List<String> LIMITS = List.of("most-bytes", "most-ratio");
    static final List<String> CHECKS = List.of("most-rows-without-polygon");

    private Keys() {}
}
