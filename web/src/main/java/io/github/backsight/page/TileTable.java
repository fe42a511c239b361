package io.github.backsight.page;

import io.github.backsight.archive.TileArchiveReader;
import io.github.backsight.parallel.Workers;
import io.github.backsight.progress.Progress;
import io.github.backsight.table.Column;
import io.github.backsight.table.ColumnBuilder;
import io.github.backsight.table.Table;
import io.github.backsight.tile.MvtDecoder;
import io.github.backsight.tile.TileId;
import io.github.backsight.tile.TileValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The table behind the tiles of an archive: a row a feature, a column an attribute.
///
/// Read from the highest zoom, where every feature is. Rows are in ascending order of their ids.
public final class TileTable {
    private TileTable() {}

    /// {@return the table}
    ///
    /// @param id the attribute that names a feature; features without it are left out
    public static Table of(TileArchiveReader archive, String id, int threads, Progress progress) throws IOException {
        int highest = archive.metadata().highestZoom();
        var tiles = archive.tiles().stream().filter(tile -> tile.z() == highest).toList();
        var rows = new TreeMap<String, Map<String, TileValue>>();
        try (var workers = new Workers(threads);
                var step = progress.start("reading attributes", tiles.size(), Progress.Unit.ITEMS)) {
            workers.inRanges(tiles.size(), (from, to) -> rows(archive, tiles.subList(from, to), id, step))
                    .forEach(some -> some.forEach(rows::putIfAbsent));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return table(id, rows);
    }

    private static Map<String, Map<String, TileValue>> rows(
            TileArchiveReader archive, List<TileId> tiles, String id, Progress.Step step) {
        var rows = new LinkedHashMap<String, Map<String, TileValue>>();
        for (var tile : tiles) {
            try {
                var plain = archive.tile(tile);
                if (plain.isPresent()) {
                    for (var layer : MvtDecoder.decode(plain.get()).layers()) {
                        for (var feature : layer.features()) {
                            if (feature.attributes().get(id) instanceof TileValue.Text(var name)) {
                                rows.putIfAbsent(name, feature.attributes());
                            }
                        }
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException("tile " + tile + ": " + e.getMessage(), e);
            }
            step.advance(1);
        }
        return rows;
    }

    private static Table table(String id, Map<String, Map<String, TileValue>> rows) {
        var builders = new LinkedHashMap<String, ColumnBuilder>();
        var kinds = new LinkedHashMap<String, Column.Kind>();
        int count = 0;
        for (var row : rows.values()) {
            int here = count++;
            row.forEach((name, value) -> {
                var column = builders.computeIfAbsent(name, unused -> new ColumnBuilder());
                column.fillTo(here);
                column.add(text(value));
                kinds.merge(name, kind(value), (one, other) -> one == other ? one : Column.Kind.TEXT);
            });
        }
        var columns = new ArrayList<Column>();
        for (var entry : builders.entrySet()) {
            entry.getValue().fillTo(count);
            var kind =
                    entry.getKey().equals(id) ? Column.Kind.TEXT : kinds.getOrDefault(entry.getKey(), Column.Kind.TEXT);
            columns.add(entry.getValue().build(entry.getKey(), kind));
        }
        return new Table(columns, List.copyOf(rows.keySet()));
    }

    private static Column.Kind kind(TileValue value) {
        return switch (value) {
            case TileValue.Text unused -> Column.Kind.TEXT;
            case TileValue.Numeric unused -> Column.Kind.NUMBER;
            case TileValue.Truth unused -> Column.Kind.TRUTH;
        };
    }

    private static String text(TileValue value) {
        return switch (value) {
            case TileValue.Text(var text) -> text;
            case TileValue.Truth(var truth) -> String.valueOf(truth);
            case TileValue.Numeric(var number) ->
                new BigDecimal(String.valueOf(number)).stripTrailingZeros().toPlainString();
        };
    }
}
