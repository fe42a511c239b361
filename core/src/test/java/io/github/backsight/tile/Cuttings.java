package io.github.backsight.tile;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.table.Column;
import io.tileverse.vectortile.mvt.VectorTileCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.Geometry;

/// Reads cuttings back with a decoder that is not ours.
final class Cuttings {
    private Cuttings() {}

    /// {@return the geometry of each feature in the tile with this number, by feature}
    static Map<Integer, Geometry> features(Cutting cutting, int number) {
        int count = 1;
        for (int piece = cutting.pieceStart(number); piece < cutting.pieceStart(number + 1); piece++) {
            count = Math.max(count, cutting.feature(piece) + 1);
        }
        int[] rows = IntStream.range(0, count).toArray();
        var names = IntStream.range(0, count).mapToObj(Integer::toString).toList();
        var layer =
                new TileLayer("blocks", List.of(TileField.of(new Column("n", Column.Kind.TEXT, rows, names))), rows);
        try {
            var tile = new VectorTileCodec()
                    .decode(layer.encoder().encode(cutting, number).orElseThrow());
            var features = new TreeMap<Integer, Geometry>();
            tile.getFeatures("blocks")
                    .forEach(feature ->
                            features.put(Integer.parseInt((String) feature.getAttribute("n")), feature.getGeometry()));
            return features;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// {@return the geometry of the one feature in the tile with this number}
    static Geometry only(Cutting cutting, int number) {
        var features = features(cutting, number);
        assertThat(features).hasSize(1);
        return features.values().iterator().next();
    }

    static int number(Cutting cutting, TileId id) {
        return IntStream.range(0, cutting.tileCount())
                .filter(number -> cutting.tile(number).equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no tile " + id + " in " + cutting));
    }
}
