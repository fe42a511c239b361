package io.github.backsight.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// The combine step as the reference script does it.
///
/// @param command interpreter and script
/// @param polygons plain GeoJSON: the script reads no zip
record Combination(List<String> command, Path polygons, MapFiles map, Path folder, Stopwatch stopwatch) {
    Path high() {
        return folder.resolve("usa-high.json");
    }

    Path low() {
        return folder.resolve("usa-low.json");
    }

    Measurement run() throws IOException {
        Files.createDirectories(folder);
        var whole = new ArrayList<>(command);
        whole.addAll(List.of(polygons.toString(), map.table().toAbsolutePath().toString(), folder.toString()));
        whole.addAll(List.of("--id", map.id(), "--csv-id", map.tableId(), "--score", map.score()));
        return stopwatch.process(whole, folder, Map.of(), folder.resolve("output"));
    }

    /// {@return the seconds that the last run said its own dissolve took}
    Measurement dissolve() throws IOException {
        for (var line : Files.readAllLines(folder.resolve("output"))) {
            if (line.startsWith("dissolve: ")) {
                double seconds =
                        Double.parseDouble(line.substring("dissolve: ".length()).replace(" s", ""));
                return new Measurement(seconds, OptionalDouble.empty(), OptionalLong.empty());
            }
        }
        throw new IOException("the reference script did not say how long its dissolve took");
    }
}
