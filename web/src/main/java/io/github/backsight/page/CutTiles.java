package io.github.backsight.page;

import io.github.backsight.archive.ArchiveMetadata;
import io.github.backsight.archive.ArchiveMetadata.Bounds;
import io.github.backsight.archive.TileArchiveReader;
import io.github.backsight.parallel.Workers;
import io.github.backsight.progress.Progress;
import io.github.backsight.shape.Polygons;
import io.github.backsight.table.Column;
import io.github.backsight.table.ColumnBuilder;
import io.github.backsight.table.Table;
import io.github.backsight.tile.CutSettings;
import io.github.backsight.tile.Cutting;
import io.github.backsight.tile.TileCutter;
import io.github.backsight.tile.TileField;
import io.github.backsight.tile.TileId;
import io.github.backsight.tile.TileLayer;
import io.github.backsight.topology.Coverage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Tiles of polygons, cut for the eye and kept in memory: ids, and one value where there is a table.
/// Immutable; threads may share it.
public final class CutTiles implements TileArchiveReader {
    /// The attribute that names a feature.
    public static final String ID = "id";
    /// The attribute with the value.
    public static final String VALUE = "value";

    private static final int HIGHEST_ZOOM = 9;
    private static final int LEFT_OUT = -1;

    private final Map<TileId, byte[]> tiles;

    private CutTiles(Map<TileId, byte[]> tiles) {
        this.tiles = tiles;
    }

    /// {@return polygons cut for all zooms of a page, without attributes}
    public static List<Cutting> cut(Polygons polygons, int threads, Progress progress) {
        return TileCutter.cut(Coverage.of(polygons), CutSettings.of(0, HIGHEST_ZOOM, threads), "the page's", progress);
    }

    /// {@return tiles of all polygons, by their ids}
    ///
    /// @param cuttings of `polygons`
    public static CutTiles of(List<Cutting> cuttings, Polygons polygons, int threads) {
        var rows = IntStream.range(0, polygons.featureCount()).toArray();
        return of(cuttings, new TileLayer("polygons", List.of(ids(polygons)), rows), threads);
    }

    /// {@return tiles of the polygons that have a row, with their value in it}
    ///
    /// @param cuttings of `polygons`
    /// @param value one of the columns
    public static CutTiles of(List<Cutting> cuttings, Polygons polygons, Table table, Column value, int threads) {
        var ids = new ColumnBuilder();
        table.ids().forEach(ids::add);
        var rows = polygons.ids().stream()
                .mapToInt(id -> table.row(id).orElse(LEFT_OUT))
                .toArray();
        var fields = List.of(new TileField(ID, ids.build(ID, Column.Kind.TEXT)), new TileField(VALUE, value));
        return of(cuttings, new TileLayer("polygons", fields, rows), threads);
    }

    private static TileField ids(Polygons polygons) {
        var ids = new ColumnBuilder();
        polygons.ids().forEach(ids::add);
        return new TileField(ID, ids.build(ID, Column.Kind.TEXT));
    }

    private static CutTiles of(List<Cutting> cuttings, TileLayer layer, int threads) {
        var tiles = new TreeMap<TileId, byte[]>();
        try (var workers = new Workers(threads)) {
            for (var cutting : cuttings) {
                workers.inRanges(cutting.tileCount(), (from, to) -> {
                            var encoder = layer.encoder();
                            var some = new HashMap<TileId, byte[]>();
                            for (int number = from; number < to; number++) {
                                var tile = cutting.tile(number);
                                encoder.encode(cutting, number).ifPresent(plain -> some.put(tile, plain));
                            }
                            return some;
                        })
                        .forEach(tiles::putAll);
            }
        }
        return new CutTiles(tiles);
    }

    @Override
    public ArchiveMetadata metadata() {
        return new ArchiveMetadata(
                "cut for a page", "", "", "polygons", Map.of(), 0, HIGHEST_ZOOM, new Bounds(-180, -85, 180, 85));
    }

    @Override
    public Optional<byte[]> tile(TileId id) {
        return Optional.ofNullable(tiles.get(id));
    }

    @Override
    public List<TileId> tiles() {
        return List.copyOf(tiles.keySet());
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
