package io.github.backsight.build;

import io.github.backsight.config.Configuration;
import io.github.backsight.finding.Finding;
import io.github.backsight.parallel.Workers;
import io.github.backsight.progress.Progress;
import io.github.backsight.shape.Polygons;
import io.github.backsight.topology.Coverage;
import io.github.backsight.topology.CoverageFaults;
import io.github.backsight.topology.Dissolve;
import io.github.backsight.topology.Dissolved;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/// What of a map depends on its polygons only, whatever the tables say.
///
/// @param polygons as read, or aggregated if the map asks for that
/// @param dropped how many features of the files were left out
/// @param findings what was odd about the files
/// @param coverage the borders of `polygons`
/// @param faults where `coverage` is not clean
public record Groundwork(
        Polygons polygons, long dropped, List<Finding> findings, Coverage coverage, CoverageFaults faults) {

    /// Raised with every change of what is made here of the same polygons, or cut of it: what is kept of another
    /// version
    /// is not used. `GroundworkVersionTest` fails where that is forgotten.
    static final int VERSION = 4;

    public Groundwork {
        findings = List.copyOf(findings);
    }

    /// Reads the polygons and finds their borders.
    ///
    /// @throws io.github.backsight.finding.BadInputException if they cannot be used; it carries the findings
    public static Groundwork read(Configuration configuration, InputFiles inputs, int threads, Progress progress)
            throws IOException {
        var read = PolygonInputs.read(configuration, inputs, threads, progress);
        var polygons = read.polygons();
        var coverage = coverage(polygons, progress);
        var aggregateTo = configuration.map().aggregateIdTo();
        if (aggregateTo.isPresent()) {
            polygons = aggregated(polygons, coverage, aggregateTo.getAsInt());
            coverage = coverage(polygons, progress);
        }
        return new Groundwork(polygons, read.dropped(), read.findings(), coverage, faults(coverage, threads, progress));
    }

    private static Coverage coverage(Polygons polygons, Progress progress) {
        try (var step = progress.start("finding shared borders", polygons.vertexCount(), Progress.Unit.ITEMS)) {
            var coverage = Coverage.of(polygons);
            step.advance(polygons.vertexCount());
            return coverage;
        }
    }

    private static CoverageFaults faults(Coverage coverage, int threads, Progress progress) {
        try (var step = progress.start("checking borders", coverage.vertexCount(), Progress.Unit.ITEMS);
                var workers = new Workers(threads)) {
            var faults = CoverageFaults.of(coverage, workers);
            step.advance(coverage.vertexCount());
            return faults;
        }
    }

    private static Polygons aggregated(Polygons polygons, Coverage coverage, int characters) {
        var groups = Aggregation.groups(polygons.ids(), characters);
        var dissolved = Dissolve.by(coverage, groups.groupOf(), groups.names().size());
        return oneFeatureAGroup(dissolved, groups.names());
    }

    /// {@return one feature a name; a group without polygons becomes a feature without polygons}
    private static Polygons oneFeatureAGroup(Dissolved dissolved, List<String> names) {
        var singles = dissolved.polygons();
        var start = new int[names.size() + 1];
        for (int polygon = 0; polygon < singles.featureCount(); polygon++) {
            start[dissolved.group(polygon) + 1]++;
        }
        Arrays.parallelPrefix(start, Integer::sum);
        return singles.regrouped(names, start);
    }
}
