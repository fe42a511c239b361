package io.github.backsight.bench;

import io.github.backsight.testkit.tracts.TractCoverage;
import io.github.backsight.testkit.tracts.TractFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// How a build grows with its map: made-up coverages of one, two, four and eight times a size.
final class Growth {
    private static final String ALL = "geojson, shapefile, pmtiles, mbtiles, tree";

    private final Setting setting;

    Growth(Setting setting) {
        this.setting = setting;
    }

    /// @param tracts of the smallest map
    /// @param factors how many times as many, each
    /// @param runs counted turns of each size; there is no warm-up
    record Scale(int tracts, int vertices, List<Integer> factors, int runs) {}

    /// One size.
    ///
    /// @param nanosecondsAVertex median wall time by the vertices read
    /// @param bytesAVertex median peak memory above that of a process that does nothing, by the vertices
    /// read; empty where memory cannot be told
    record Step(
            int factor,
            long tracts,
            long vertices,
            Result result,
            Optional<Double> nanosecondsAVertex,
            Optional<Double> bytesAVertex) {}

    /// All sizes.
    ///
    /// @param idlePeakBytes the peak memory of `backsight --version`, which is the program without a map
    record Trend(Optional<Double> idlePeakBytes, List<Step> steps) {
        /// {@return what a vertex more costs, in nanoseconds; empty unless two sizes were measured}
        Optional<Line> time() {
            return line(step -> step.result().wallSeconds().map(wall -> wall.median() * 1e9));
        }

        /// {@return what a vertex more costs, in bytes of peak memory; empty unless two sizes were measured}
        Optional<Line> memory() {
            return line(step -> step.result().peakBytes().map(Spread::median));
        }

        private Optional<Line> line(Function<Step, Optional<Double>> figure) {
            return Line.through(
                    steps.stream().mapToDouble(Step::vertices).toArray(),
                    steps.stream()
                            .map(figure)
                            .flatMap(Optional::stream)
                            .mapToDouble(Double::doubleValue)
                            .toArray());
        }

        /// {@return by how much of the least the most is above it; empty unless every size has the figure}
        Optional<Double> rise(Function<Step, Optional<Double>> figure) {
            var figures = steps.stream().map(figure).flatMap(Optional::stream).toList();
            return figures.size() < steps.size() || figures.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Collections.max(figures) / Collections.min(figures) - 1);
        }
    }

    Trend trend() throws IOException {
        var contest = new Contest(0, setting.scale().runs(), setting.contest().log());
        Files.createDirectories(setting.work().resolve("growth-idle"));
        var idle = contest.hold(
                        "growth, no map",
                        List.of(new Contender(
                                "Backsight",
                                "backsight --version",
                                () -> setting.backsight("growth-idle").run("--version"))))
                .getFirst()
                .peakBytes()
                .map(Spread::median);
        List<Step> steps = new ArrayList<>();
        for (int factor : setting.scale().factors()) {
            steps.add(step(contest, factor, idle.orElse(0.0)));
        }
        return new Trend(idle, List.copyOf(steps));
    }

    private Step step(Contest contest, int factor, double idle) throws IOException {
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
        var result = contest.hold("growth " + factor + "x", List.of(contender)).getFirst();
        Folders.delete(folder);
        double vertices = written.vertices();
        return new Step(
                factor,
                written.tracts(),
                written.vertices(),
                result,
                result.wallSeconds().map(spread -> spread.median() * 1e9 / vertices),
                result.peakBytes().map(spread -> (spread.median() - idle) / vertices));
    }
}
