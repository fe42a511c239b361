package io.github.backsight.bench.quality;

import io.github.backsight.tile.DecodedTile;
import io.github.backsight.tile.MvtDecoder;
import io.github.backsight.tile.TileId;
import io.github.backsight.tile.TileRing;
import io.github.backsight.tile.TileValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineSegment;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/// What a tile draws, as JTS sees it, in tile units.
///
/// @param borders each line between two points once, however many polygons share it; always in the same order
/// @param misturned how many polygons are holes by the rules, in other programs' tiles
public record DrawnTile(TileId id, List<Piece> pieces, List<LineSegment> borders, int misturned) {
    private static final GeometryFactory FACTORY = new GeometryFactory();
    /// Added to coordinates, which are negative in the buffer.
    private static final int SHIFT = 1 << 14;

    /// What the tile has of one feature.
    ///
    /// @param key what names the feature; empty when the tile does not say
    public record Piece(String key, List<Polygon> polygons) {}

    /// @param plain not compressed
    /// @param attribute names features
    public static DrawnTile of(TileId id, byte[] plain, String attribute) throws IOException {
        var pieces = new ArrayList<Piece>();
        var borders = LongStream.builder();
        int misturned = 0;
        for (var layer : MvtDecoder.decode(plain, MvtDecoder.Rings.AS_THEY_COME).layers()) {
            int times = finer(layer);
            for (var feature : layer.features()) {
                var polygons = feature.polygons().stream()
                        .map(polygon -> polygon.inFinerUnits(times))
                        .toList();
                misturned += (int) polygons.stream()
                        .filter(polygon -> polygon.shell().doubledArea() < 0)
                        .count();
                polygons.forEach(polygon -> rings(polygon).forEach(ring -> borders(ring, borders)));
                pieces.add(new Piece(
                        key(feature, attribute),
                        polygons.stream().map(DrawnTile::polygon).toList()));
            }
        }
        return new DrawnTile(
                id,
                List.copyOf(pieces),
                borders.build().sorted().distinct().mapToObj(DrawnTile::segment).toList(),
                misturned);
    }

    /// {@return how many of our units one of the layer has: other programs draw crowded tiles more coarsely}
    private static int finer(DecodedTile.Layer layer) throws IOException {
        if (layer.extent() < 1 || TilePlace.EXTENT % layer.extent() != 0) {
            throw new IOException("layer '" + layer.name() + "' is " + layer.extent()
                    + " units wide, which does not divide " + TilePlace.EXTENT + ": it cannot be judged");
        }
        return TilePlace.EXTENT / layer.extent();
    }

    private static String key(DecodedTile.Feature feature, String attribute) {
        var value = feature.attributes().get(attribute);
        if (value == null) {
            return "";
        }
        return switch (value) {
            case TileValue.Text text -> text.text();
            case TileValue.Numeric numeric -> key(numeric.number());
            case TileValue.Truth truth -> Boolean.toString(truth.truth());
        };
    }

    /// {@return the name of features that a number names}
    static String key(double number) {
        return Double.toString(number);
    }

    private static Stream<TileRing> rings(DecodedTile.Polygon polygon) {
        return Stream.concat(Stream.of(polygon.shell()), polygon.holes().stream());
    }

    private static void borders(TileRing ring, LongStream.Builder borders) {
        for (int i = 0, last = ring.size() - 1; i < ring.size(); last = i++) {
            long from = packed(ring.x(last), ring.y(last));
            long to = packed(ring.x(i), ring.y(i));
            borders.add(Math.min(from, to) << 32 | Math.max(from, to));
        }
    }

    private static long packed(int x, int y) {
        if (Math.min(x, y) < -SHIFT || Math.max(x, y) >= 2 * SHIFT) {
            throw new IllegalArgumentException("a point far outside its tile: " + x + " " + y);
        }
        return (long) (x + SHIFT) << 16 | (y + SHIFT);
    }

    private static LineSegment segment(long packed) {
        return new LineSegment(
                (packed >>> 48 & 0xffff) - SHIFT,
                (packed >>> 32 & 0xffff) - SHIFT,
                (packed >>> 16 & 0xffff) - SHIFT,
                (packed & 0xffff) - SHIFT);
    }

    private static Polygon polygon(DecodedTile.Polygon polygon) {
        return FACTORY.createPolygon(
                ring(polygon.shell()),
                polygon.holes().stream().map(DrawnTile::ring).toArray(LinearRing[]::new));
    }

    private static LinearRing ring(TileRing ring) {
        var points = new Coordinate[ring.size() + 1];
        for (int point = 0; point < points.length; point++) {
            int place = point % ring.size();
            points[point] = new Coordinate(ring.x(place), ring.y(place));
        }
        return FACTORY.createLinearRing(points);
    }

    /// {@return the polygons of all pieces}
    List<Polygon> polygons() {
        return pieces.stream().flatMap(piece -> piece.polygons().stream()).toList();
    }
}
