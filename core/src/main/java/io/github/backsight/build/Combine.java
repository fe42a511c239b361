package io.github.backsight.build;

import io.github.backsight.config.Configuration;
import io.github.backsight.config.MapSettings;
import io.github.backsight.finding.BadInputException;
import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Findings;
import io.github.backsight.progress.Progress;
import io.github.backsight.shape.Layer;
import io.github.backsight.table.Column;
import io.github.backsight.table.Table;
import java.util.ArrayList;
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
    public static Combined combine(Configuration configuration, Rows rows, Groundwork groundwork, Progress progress)
            throws BadInputException {
        var combine = new Combine(configuration, rows.findings());
        combine.findings.addAll(groundwork.findings());
        return combine.combine(rows, groundwork, progress);
    }

    private Combined combine(Rows rows, Groundwork groundwork, Progress progress) throws BadInputException {
        var table = aggregated(rows.table());
        var polygons = groundwork.polygons();
        var join = Join.of(table, polygons);
        var scores = Scores.of(table, map.score());
        findings.addAll(new JoinCheck(configuration).check(table, polygons, join));
        var low = low(table, scores, join, groundwork, progress);
        var high = new Layer(table, newNames(table), polygons, join.featureOfRow());
        var counts = Counts.of(groundwork, table, join, scores, low);
        return new Combined(high, groundwork.coverage(), low.layer(), counts, findings);
    }

    private LowLayer low(Table table, Scores scores, Join join, Groundwork groundwork, Progress progress) {
        try (var step = progress.start("dissolving buckets", 1, Progress.Unit.ITEMS)) {
            var coverage = groundwork.coverage();
            var faults = groundwork.faults();
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
}
