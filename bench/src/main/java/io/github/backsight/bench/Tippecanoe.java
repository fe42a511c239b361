package io.github.backsight.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The four runs of tippecanoe that the replaced job makes, with its own flags.
///
/// @param program tippecanoe
record Tippecanoe(Path program, Path work, Stopwatch stopwatch) {
    private static final List<String> HIGH = List.of("--minimum-zoom=5", "--maximum-zoom=11");
    private static final List<String> LOW = List.of("--minimum-zoom=0", "--maximum-zoom=7");

    /// All four, one after the other.
    Measurement all(Path high, Path low) throws IOException {
        return highArchive(high).then(tree(HIGH, high)).then(archive(LOW, low)).then(tree(LOW, low));
    }

    Measurement highArchive(Path high) throws IOException {
        return archive(HIGH, high);
    }

    private Measurement archive(List<String> zooms, Path geoJson) throws IOException {
        var target = work.resolve("tippecanoe.mbtiles");
        Files.deleteIfExists(target);
        return run(zooms, List.of("--layer=blocks", "--output=" + target, geoJson.toString()));
    }

    private Measurement tree(List<String> zooms, Path geoJson) throws IOException {
        var target = work.resolve("tippecanoe-tree");
        Folders.setAside(target);
        return run(
                zooms,
                List.of(
                        "--no-tile-compression",
                        "--drop-densest-as-needed",
                        "--output-to-directory=" + target,
                        "--layer=blocks",
                        geoJson.toString()));
    }

    private Measurement run(List<String> zooms, List<String> rest) throws IOException {
        var command = new java.util.ArrayList<String>(List.of(program.toString(), "--quiet"));
        command.addAll(zooms);
        command.addAll(rest);
        return stopwatch.process(command, work, Map.of(), work.resolve("tippecanoe-output"));
    }
}
