package io.github.backsight.bench;

import io.github.backsight.testkit.tracts.TractCoverage;
import io.github.backsight.testkit.tracts.TractFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How a build grows with its map: made-up coverages of one, two, four and eight times a size.
final class Growth {
    private static final String ALL = "geojson, shapefile, pmtiles, mbtiles, tree";

    private final Setting setting;

    Growth(Setting setting) {
        this.setting = setting;
    }

    /// @param tracts of the smallest map
    /// @param factors how many times as many, each
    record Scale(int tracts, int vertices, List<Integer> factors) {}

    /// One size.
    ///
    /// @param nanosecondsAVertex median wall time by the vertices read
    /// @param bytesAVertex median peak memory by the vertices read; empty where memory cannot be told
    record Step(
            int factor,
            long tracts,
            long vertices,
            Result result,
            Optional<Double> nanosecondsAVertex,
            Optional<Double> bytesAVertex) {}

    List<Step> steps() throws IOException {
        List<Step> steps = new ArrayList<>();
        for (int factor : setting.scale().factors()) {
            steps.add(step(factor));
        }
        return steps;
    }

    private Step step(int factor) throws IOException {
        var folder = setting.work().resolve("growth-" + factor);
        Files.createDirectories(folder);
        var map = new MapFiles(
                folder.resolve("tracts.json"),
                Optional.empty(),
                folder.resolve("tracts.csv"),
                "GEOID10",
                "GTF",
                "SCORE",
                Optional.empty());
        var coverage = new TractCoverage(
                1, setting.scale().tracts() * factor, setting.scale().vertices());
        var written = TractFiles.write(coverage, map.polygons(), map.table());
        var template = setting.backsight("growth-template");
        template.begin(map, ALL);
        var contender = new Contender(
                "Backsight",
                "backsight build, no cache",
                () -> template.copyTo(setting.work().resolve("growth-build")).run("build"));
        var result = setting.contest()
                .hold("growth " + factor + "x", List.of(contender))
                .getFirst();
        Folders.delete(folder);
        double vertices = written.vertices();
        return new Step(
                factor,
                written.tracts(),
                written.vertices(),
                result,
                result.wallSeconds().map(spread -> spread.median() * 1e9 / vertices),
                result.peakBytes().map(spread -> spread.median() / vertices));
    }
}
