package io.github.backsight.cli;

import io.github.backsight.check.Spread;
import io.github.backsight.check.TableDiff;
import io.github.backsight.config.Configuration;
import io.github.backsight.page.ChangeMap;
import io.github.backsight.page.ChangeMapMaker;
import io.github.backsight.page.ChangePage;
import io.github.backsight.page.CutTiles;
import io.github.backsight.progress.Progress;
import io.github.backsight.shape.Polygons;
import io.github.backsight.table.Column;
import io.github.backsight.table.Table;
import io.github.backsight.tile.Cutting;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Makes the page of two tables.
///
/// @param marks of rows by id: 1 with a changed cell, 2 in another class
record TablePage(
        ChangedSides sides,
        Configuration configuration,
        Table before,
        Table now,
        TableDiff diff,
        Map<String, Integer> marks,
        int threads) {
    private static final int MOST_SPREADS = 12;

    /// @param coverage what the rows join
    ChangePage make(Optional<Polygons> coverage, Progress progress) throws IOException {
        var value = value();
        var map = coverage.isEmpty() ? Optional.<ChangeMap>empty() : Optional.of(map(coverage.get(), value, progress));
        var rows = new TableRows(before, now, value, marks);
        var tables = new ArrayList<>(TableSections.of(diff));
        rows.table(map.map(ChangeMap::places).orElse(Map.of())).ifPresent(tables::add);
        return new ChangePage(
                sides.title(),
                sides.before(),
                sides.now(),
                TableSections.sentence(diff),
                TableSections.facts(diff),
                tables,
                spreads(before, now, diff, value),
                map,
                map.isEmpty() ? "There is no map: there are no polygons that the rows could be drawn as." : "",
                sides.made());
    }

    /// {@return the column that colours the map: the score, or else the numbers that changed most}
    private Optional<String> value() {
        var score = configuration.map().score();
        return Stream.concat(Stream.of(score), diff.columns().stream().map(TableDiff.ColumnChange::column))
                .filter(name -> draws(before, name) && draws(now, name))
                .findFirst();
    }

    private static boolean draws(Table table, String column) {
        return table.column(column)
                .filter(found -> found.kind() != Column.Kind.TEXT)
                .isPresent();
    }

    private ChangeMap map(Polygons coverage, Optional<String> value, Progress progress) throws IOException {
        var cuttings = CutTiles.cut(coverage, threads, progress);
        var maker = new ChangeMapMaker(CutTiles.ID, value.map(unused -> CutTiles.VALUE), marks, threads);
        try (var then = tiles(cuttings, coverage, before, value);
                var today = tiles(cuttings, coverage, now, value)) {
            return maker.make(
                    new ChangeMapMaker.Side(then, Optional.empty()),
                    new ChangeMapMaker.Side(today, Optional.empty()),
                    progress);
        }
    }

    private CutTiles tiles(List<Cutting> cuttings, Polygons coverage, Table table, Optional<String> value) {
        var column = value.flatMap(table::column);
        return column.isPresent()
                ? CutTiles.of(cuttings, coverage, table, column.get(), threads)
                : CutTiles.of(cuttings, coverage, threads);
    }

    /// {@return histograms of the columns with numbers that changed, that of `first` before the others}
    static List<Spread> spreads(Table before, Table now, TableDiff diff, Optional<String> first) {
        return Stream.concat(first.stream(), diff.columns().stream().map(TableDiff.ColumnChange::column))
                .distinct()
                .flatMap(name ->
                        before
                                .column(name)
                                .flatMap(then -> now.column(name).flatMap(today -> Spread.of(then, today)))
                                .stream())
                .limit(MOST_SPREADS)
                .toList();
    }
}
