package io.github.backsight.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Planetiler with a profile of one layer: the jar that `bench/planetiler` makes.
record Planetiler(Path jar, Path work, Stopwatch stopwatch) {
    Contender contender(Path geoJson) {
        return new Contender(
                "planetiler",
                "planetiler-core of Maven Central: its own limits of size, and simplification; all attributes",
                () -> run(geoJson));
    }

    private Measurement run(Path geoJson) throws IOException {
        var target = work.resolve("planetiler.mbtiles");
        Files.deleteIfExists(target);
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return stopwatch.process(
                List.of(
                        java,
                        // Some of its classes name others that read Shapefiles, which are not there and never called.
                        "-XX:+UnlockDiagnosticVMOptions",
                        "-XX:-BytecodeVerificationRemote",
                        "-jar",
                        jar.toAbsolutePath().toString(),
                        geoJson.toString(),
                        target.toString(),
                        "--minzoom=5",
                        "--maxzoom=11",
                        "--tmpdir=" + work.resolve("planetiler-scratch")),
                work,
                Map.of(),
                work.resolve("planetiler-output"));
    }
}
