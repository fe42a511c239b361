package io.github.backsight.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/// geojson-vt and vt-pbf, what web maps cut tiles with, driven by a script of ours.
///
/// @param packages the folder below which npm put both
record GeojsonVt(Path node, Path packages, Path work, Stopwatch stopwatch) {
    private static final String SCRIPT = "geojson-vt.js";

    Contender contender(Path geoJson) {
        return new Contender(
                "geojson-vt",
                "node with geojson-vt and vt-pbf, zooms 5 to 11, all attributes, gzipped tiles into one plain file",
                () -> run(geoJson));
    }

    private Measurement run(Path geoJson) throws IOException {
        var script = work.resolve(SCRIPT);
        try (var resource = GeojsonVt.class.getResourceAsStream(SCRIPT)) {
            if (resource == null) {
                throw new IOException("the benchmark's jar lacks " + SCRIPT + ": build it again");
            }
            Files.copy(resource, script, StandardCopyOption.REPLACE_EXISTING);
        }
        return stopwatch.process(
                List.of(
                        node.toString(),
                        "--max-old-space-size=12288",
                        script.toString(),
                        packages.toAbsolutePath().toString(),
                        geoJson.toString(),
                        work.resolve("geojson-vt.tiles").toString()),
                work,
                Map.of(),
                work.resolve("geojson-vt-output"));
    }
}
