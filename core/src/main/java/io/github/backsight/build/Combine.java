package io.github.backsight.build;

import io.github.backsight.config.Configuration;
import io.github.backsight.config.MapSettings;
import io.github.backsight.finding.BadInputException;
import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Findings;
import io.github.backsight.progress.Progress;
import io.github.backsight.shape.Layer;
import io.github.backsight.shape.Polygons;
import io.github.backsight.table.Column;
import io.github.backsight.table.Table;
import io.github.backsight.topology.Coverage;
import io.github.backsight.topology.CoverageFaults;
import io.github.backsight.topology.Dissolve;
import io.github.backsight.topology.Dissolved;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// The combine step: joins the table with its polygons and dissolves the ranking into the low layer.
public final class Combine {
    private final Configuration configuration;
    private final MapSettings map;
    private final List<Finding> findings;

    private Combine(Configuration configuration, List<Finding> findings) {
        this.configuration = configuration;
        this.map = configuration.map();
        this.findings = new ArrayList<>(findings);
    }

    /// @throws BadInputException if the two cannot be joined at all
    public static Combined combine(Configuration configuration, Sources sources, Progress progress)
            throws BadInputException {
        return new Combine(configuration, sources.findings()).combine(sources, progress);
    }

    private Combined combine(Sources sources, Progress progress) throws BadInputException {
        var table = aggregated(sources.table());
        var polygons = sources.features().polygons();
        var coverage = coverage(polygons, progress);
        if (map.aggregateIdTo().isPresent()) {
            polygons = aggregated(polygons, coverage);
            coverage = coverage(polygons, progress);
        }
        var join = Join.of(table, polygons);
        var scores = Scores.of(table, map.score());
        findings.addAll(new JoinCheck(configuration).check(table, polygons, join));
        var low = low(table, scores, join, coverage, progress);
        var high = new Layer(table, newNames(table), polygons, join.featureOfRow());
        var counts = Counts.of(sources, table, join, scores, polygons, low);
        return new Combined(high, coverage, low.layer(), counts, findings);
    }

    private static Coverage coverage(Polygons polygons, Progress progress) {
        try (var step = progress.start("finding shared borders", polygons.vertexCount(), Progress.Unit.ITEMS)) {
            var coverage = Coverage.of(polygons);
            step.advance(polygons.vertexCount());
            return coverage;
        }
    }

    private LowLayer low(Table table, Scores scores, Join join, Coverage coverage, Progress progress) {
        try (var step = progress.start("dissolving buckets", 1, Progress.Unit.ITEMS)) {
            var faults = CoverageFaults.of(coverage);
            findings.addAll(CoverageFindings.of(configuration.coverage().key().value(), coverage, faults));
            var low = LowLayer.of(configuration, table, scores, join, coverage, faults);
            step.advance(1);
            return low;
        }
    }

    private Table aggregated(Table table) {
        return map.aggregateIdTo().isEmpty()
                ? table
                : Aggregation.rows(
                        table,
                        configuration.mainTable().id(),
                        map.score(),
                        map.aggregateIdTo().getAsInt());
    }

    private Polygons aggregated(Polygons polygons, Coverage coverage) {
        var groups = Aggregation.groups(polygons.ids(), map.aggregateIdTo().orElseThrow());
        var dissolved = Dissolve.by(coverage, groups.groupOf(), groups.names().size());
        return oneFeatureAGroup(dissolved, groups.names());
    }

    /// The id's column is called as the map says, the others as in the table.
    private Map<String, String> newNames(Table table) throws BadInputException {
        var id = configuration.mainTable().id();
        var names = table.columns().stream().map(Column::name).toList();
        if (!id.equals(map.id()) && names.contains(map.id())) {
            throw new Findings(configuration.mainTable().key().value())
                    .fatal(
                            "join.id-name-taken",
                            "column '" + map.id() + "'",
                            "the id column '" + id + "' is to be called '" + map.id()
                                    + "' in the outputs, but the table has another column of that name",
                            "Choose another 'id' under 'map', or rename the column");
        }
        return Map.of(id, map.id());
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
