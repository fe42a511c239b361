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
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The combine step, in two: joins the table with its polygons, then dissolves the ranking into the
/// low layer.
///
/// The high layer needs no more than the join. Immutable; threads may share it.
public final class Combine {
    private final Configuration configuration;
    private final Groundwork groundwork;
    private final Table table;
    private final Scores scores;
    private final Join join;
    private final Layer high;
    private final List<Finding> findings;

    private Combine(Configuration configuration, Rows rows, Groundwork groundwork) throws BadInputException {
        var map = configuration.map();
        this.configuration = configuration;
        this.groundwork = groundwork;
        this.table = aggregated(configuration, rows.table());
        this.join = Join.of(table, groundwork.polygons().ids());
        this.scores = Scores.of(table, map.score());
        this.high = new Layer(table, newNames(configuration, table), groundwork.polygons(), join.featureOfRow());
        List<Finding> seen = new ArrayList<>(rows.findings());
        seen.addAll(groundwork.findings());
        seen.addAll(
                new JoinCheck(configuration).check(table, groundwork.polygons().ids(), join));
        this.findings = List.copyOf(seen);
    }

    /// Joins the two.
    ///
    /// @throws BadInputException if they cannot be joined at all
    public static Combine join(Configuration configuration, Rows rows, Groundwork groundwork) throws BadInputException {
        return new Combine(configuration, rows, groundwork);
    }

    /// {@return every row, its polygons, all columns}
    public Layer high() {
        return high;
    }

    /// {@return the rows of the map}
    Table rows() {
        return table;
    }

    /// Dissolves the ranking, and counts.
    public Combined dissolve(Progress progress) {
        var low = low(progress);
        var seen = new ArrayList<>(findings);
        seen.addAll(CoverageFindings.of(
                configuration.coverageName(), IdentifiedFaults.of(groundwork.coverage(), groundwork.faults())));
        var counts = Counts.of(
                groundwork.dropped(),
                groundwork.polygons().vertexCount(),
                join,
                scores,
                new Counts.LowCounts(low.layer().rowCount(), low.overlaid(), low.buckets()));
        return new Combined(high, groundwork.coverage(), low.layer(), counts, seen);
    }

    /// {@return what is to be dissolved, for one who does that elsewhere}
    public LowGroups lowGroups() {
        return LowGroups.of(
                configuration.map().low(),
                table,
                scores,
                join,
                groundwork.polygons().featureCount());
    }

    /// {@return what [#dissolve] counts and sees, of groups that were dissolved elsewhere}
    ///
    /// @param vertices of all polygons
    /// @param groups what came of each group of [#lowGroups], in their order
    /// @param faults of the borders of the map's polygons, by the ids of their features
    public Outputs counted(long vertices, List<LowGroups.Pieces> groups, IdentifiedFaults faults) {
        var seen = new ArrayList<>(findings);
        seen.addAll(CoverageFindings.of(configuration.coverageName(), faults));
        var low = lowGroups().counts(groups);
        return new Outputs(
                List.of(), List.of(), Map.of(), Counts.of(groundwork.dropped(), vertices, join, scores, low), seen);
    }

    /// Writes the small files that need no more than the join: what ranks, and what the viewer
    /// searches.
    public Outputs files(Configuration of, Path folder) throws IOException {
        var places = new Places(of.stem());
        var scores = ScoresFile.write(of, table, folder, places);
        return of.map().outputs().contains(MapSettings.Output.VIEWER)
                ? scores.and(SearchedPlaces.write(of, high, folder, places))
                : scores;
    }

    private LowLayer low(Progress progress) {
        try (var step = progress.start("dissolving buckets", 1, Progress.Unit.ITEMS)) {
            var low = LowLayer.of(configuration, table, scores, join, groundwork.coverage(), groundwork.faults());
            step.advance(1);
            return low;
        }
    }

    /// {@return the rows of the map: those of `table`, or areas made of them where the map asks for
    /// that}
    static Table aggregated(Configuration configuration, Table table) {
        var map = configuration.map();
        return map.aggregateIdTo().isEmpty()
                ? table
                : Aggregation.rows(
                        table,
                        configuration.mainTable().id(),
                        map.score(),
                        map.aggregateIdTo().getAsInt());
    }

    /// The id's column is called as the map says, the others as in the table.
    static Map<String, String> newNames(Configuration configuration, Table table) throws BadInputException {
        var map = configuration.map();
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
