package io.github.backsight.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Planetiler's own generator for custom maps, given a schema of one layer.
record Planetiler(Path jar, Path work, Stopwatch stopwatch) {
    Contender contender(Path geoJson) {
        return new Contender(
                "planetiler",
                "java -jar planetiler.jar generate-custom, polygons without attributes",
                () -> run(geoJson));
    }

    private Measurement run(Path geoJson) throws IOException {
        var target = work.resolve("planetiler.mbtiles");
        Files.deleteIfExists(target);
        var schema = work.resolve("planetiler.yaml");
        Files.writeString(schema, """
                schema_name: blocks
                schema_description: the high layer
                sources:
                  high: { type: geojson, local_path: "%s" }
                layers:
                  - id: blocks
                    features:
                      - { source: high, geometry: polygon, min_zoom: 5 }
                """.formatted(geoJson));
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return stopwatch.process(
                List.of(
                        java,
                        "-jar",
                        jar.toAbsolutePath().toString(),
                        "generate-custom",
                        "--schema=" + schema,
                        "--output=" + target,
                        "--minzoom=5",
                        "--maxzoom=11",
                        "--force"),
                work,
                Map.of(),
                work.resolve("planetiler-output"));
    }
}
