package io.github.backsight.bench;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The programs to measure beside ours that are on this machine.
///
/// @param python with geopandas
/// @param reference the script that does the combine step in geopandas
/// @param planetiler its jar
/// @param geojsonVt a folder below which npm put `geojson-vt` and `vt-pbf`
record Peers(
        Optional<Path> tippecanoe,
        Optional<Path> mapshaper,
        Optional<Path> python,
        Optional<Path> reference,
        Optional<Path> planetiler,
        Optional<Path> ogr2ogr,
        Optional<Path> node,
        Optional<Path> geojsonVt) {

    /// Looks along `path`, the environment's search path; the others are named by the user.
    static Peers along(
            String path,
            Optional<Path> python,
            Optional<Path> reference,
            Optional<Path> planetiler,
            Optional<Path> geojsonVt) {
        var candidates = python.isPresent() ? python.stream() : all("python3", path);
        return new Peers(
                all("tippecanoe", path).findFirst(),
                all("mapshaper", path).findFirst(),
                candidates.filter(Peers::hasGeopandas).findFirst(),
                reference,
                planetiler,
                all("ogr2ogr", path).findFirst(),
                all("node", path).findFirst(),
                geojsonVt);
    }

    /// {@return GNU's `time`, which can tell memory; the shell's own cannot}
    static Optional<Path> gnuTime(String path) {
        return all("time", path)
                .filter(file -> succeeds(List.of(file.toString(), "--version")))
                .findFirst();
    }

    private static Stream<Path> all(String program, String path) {
        return Stream.of(path.split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable);
    }

    private static boolean hasGeopandas(Path python) {
        return succeeds(List.of(python.toString(), "-c", "import geopandas"));
    }

    private static boolean succeeds(List<String> command) {
        try {
            var process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroy();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException fault) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// {@return the script's interpreter and the script, when both are here}
    Optional<List<String>> combine() {
        return python.isPresent() && reference.isPresent()
                ? Optional.of(List.of(
                        python.get().toString(),
                        reference.get().toAbsolutePath().toString()))
                : Optional.empty();
    }

    /// {@return one line a peer: where it is, or that it is not here}
    List<String> describe() {
        return List.of(
                "tippecanoe: " + where(tippecanoe, "not on the PATH"),
                "planetiler: " + where(planetiler, "no jar named by --planetiler"),
                "GDAL: " + ogr2ogr.map(Peers::version).orElse("no ogr2ogr on the PATH"),
                "geojson-vt: "
                        + (node.isPresent()
                                ? where(geojsonVt, "no folder named by --geojson-vt")
                                : "no node on the PATH"),
                "mapshaper: " + where(mapshaper, "not on the PATH"),
                "geopandas: " + where(python, "no python3 on the PATH that has it"),
                "reference script: " + where(reference, "none named by --reference"));
    }

    private static String version(Path program) {
        try {
            var process = new ProcessBuilder(program.toString(), "--version").start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException unknown) {
            return String.valueOf(program.getFileName());
        }
    }

    private static String where(Optional<Path> file, String otherwise) {
        return file.map(path -> path.getFileName().toString()).orElse(otherwise);
    }
}
