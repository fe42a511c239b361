package io.github.backsight.cli.picture;

import io.github.backsight.tile.DecodedTile;
import io.github.backsight.tile.MvtDecoder;
import io.github.backsight.tile.TileRing;
import io.github.backsight.tile.TileValue;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/// Reads the polygons of tiles, and one attribute of each. A number counts as it is, true as 1 and false as 0; text has
/// no value.
///
/// @param attribute the attribute whose value counts
record TilePieces(String attribute) {

    /// What one tile shows of one polygon.
    ///
    /// @param outline in tile units, x east, y south, from the tile's north-western corner; shells and holes are
    /// told apart by the even-odd rule
    /// @param value of the attribute; empty where the polygon has none
    /// @param extent of the tile, in tile units
    record Piece(Path2D outline, OptionalDouble value, int extent) {}

    /// {@return the polygons of all layers of a tile, in order}
    ///
    /// @param tile as plain protobuf
    List<Piece> read(byte[] tile) throws IOException {
        return read(tile, layer -> true);
    }

    /// {@return the polygons of the layers with a name that is wanted, in order}
    ///
    /// @param tile as plain protobuf
    List<Piece> read(byte[] tile, Predicate<String> wanted) throws IOException {
        return MvtDecoder.decode(tile).layers().stream()
                .filter(layer -> wanted.test(layer.name()))
                .flatMap(layer -> layer.features().stream()
                        .map(feature -> new Piece(outline(feature), value(feature), layer.extent())))
                .toList();
    }

    private OptionalDouble value(DecodedTile.Feature feature) {
        var value = feature.attributes().get(attribute);
        if (value == null) {
            return OptionalDouble.empty();
        }
        return switch (value) {
            case TileValue.Numeric numeric -> OptionalDouble.of(numeric.number());
            case TileValue.Truth truth -> OptionalDouble.of(truth.truth() ? 1 : 0);
            case TileValue.Text text -> OptionalDouble.empty();
        };
    }

    private static Path2D outline(DecodedTile.Feature feature) {
        var path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
        for (var polygon : feature.polygons()) {
            append(path, polygon.shell());
            polygon.holes().forEach(hole -> append(path, hole));
        }
        return path;
    }

    private static void append(Path2D path, TileRing ring) {
        path.moveTo(ring.x(0), ring.y(0));
        for (int point = 1; point < ring.size(); point++) {
            path.lineTo(ring.x(point), ring.y(point));
        }
        path.closePath();
    }
}
