package io.github.backsight.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The program that is measured, in a folder with a configuration and a store of its own.
///
/// @param program the launcher
/// @param folder where `backsight.yaml`, the store and the cache lie
record Backsight(Path program, Path folder, Stopwatch stopwatch) {
    /// Runs one command there and measures it as a whole process.
    Measurement run(String... arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(program.toAbsolutePath().toString());
        command.addAll(List.of(arguments));
        return stopwatch.process(command, folder, Map.of(), folder.resolve("output"));
    }

    /// {@return what the last command printed}
    String output() throws IOException {
        return Files.readString(folder.resolve("output"));
    }

    /// Makes the folder anew, with a store that holds the inputs.
    void begin(MapFiles map, String outputs) throws IOException {
        Folders.delete(folder);
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("backsight.yaml"), map.configuration(outputs));
        run("put", "polygons", map.polygons().toAbsolutePath().toString());
        run("put", "table", map.table().toAbsolutePath().toString());
    }

    /// {@return the same program in another folder, a copy of this one that is on the disk}
    ///
    /// What a build stores is forced to the disk by `sync -f`, which would wait for the copy, too.
    Backsight copyTo(Path other) throws IOException {
        Folders.setAside(other);
        Folders.copy(folder, other);
        stopwatch.process(List.of("sync"), other, Map.of(), other.resolveSibling("sync-output"));
        return new Backsight(program, other, stopwatch);
    }
}
