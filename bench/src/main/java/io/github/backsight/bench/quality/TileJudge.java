package io.github.backsight.bench.quality;

import io.github.backsight.archive.Gzip;
import io.github.backsight.tile.DecodedTile;
import io.github.backsight.tile.MvtDecoder;
import io.github.backsight.tile.TileId;
import io.github.backsight.tile.TileRing;
import io.github.backsight.tile.TileValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.locationtech.jts.coverage.CoverageUnion;
import org.locationtech.jts.coverage.CoverageValidator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/// Judges one tile.
final class TileJudge {
    private static final GeometryFactory FACTORY = new GeometryFactory();
    /// A hole with less area than half its outline's length is thinner than one unit.
    private static final double THIN = 0.5;

    private final String id;

    /// @param id the attribute that names a feature
    TileJudge(String id) {
        this.id = id;
    }

    /// What one tile is worth.
    ///
    /// @param features the values of the id, of those that have one
    /// @param invalid how many polygons JTS finds invalid
    /// @param overlap by how much the areas of all polygons together exceed that of their union, in square units
    /// @param thinGaps holes of the union that are thinner than one unit: what lies open between neighbours
    record Verdict(
            TileId tile,
            int plainBytes,
            int packedBytes,
            int pieces,
            int polygons,
            int invalid,
            double overlap,
            int thinGaps,
            Set<String> features) {}

    /// {@return the verdict on a tile, not compressed}
    Verdict judge(TileId tile, byte[] plain) throws IOException {
        List<Polygon> polygons = new ArrayList<>();
        var features = new HashSet<String>();
        int pieces = 0;
        double area = 0;
        for (var layer : MvtDecoder.decode(plain).layers()) {
            for (var feature : layer.features()) {
                pieces++;
                if (feature.attributes().get(id) instanceof TileValue.Text text) {
                    features.add(text.text());
                }
                for (var polygon : feature.polygons()) {
                    polygons.add(polygon(polygon));
                    area += area(polygon);
                }
            }
        }
        int invalid =
                (int) polygons.stream().filter(polygon -> !polygon.isValid()).count();
        var union = union(polygons);
        return new Verdict(
                tile,
                plain.length,
                Gzip.compressed(plain).length,
                pieces,
                polygons.size(),
                invalid,
                area - union.getArea(),
                thinGaps(union),
                features);
    }

    private static Geometry union(List<Polygon> polygons) {
        var all = polygons.toArray(Geometry[]::new);
        // The fast union is right exactly where the validator finds nothing.
        return CoverageValidator.isValid(all) ? CoverageUnion.union(all) : OverlayNGRobust.union(List.of(all));
    }

    private static int thinGaps(Geometry union) {
        int thin = 0;
        for (int i = 0; i < union.getNumGeometries(); i++) {
            if (union.getGeometryN(i) instanceof Polygon polygon) {
                for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
                    var ring = polygon.getInteriorRingN(hole);
                    thin += FACTORY.createPolygon(ring).getArea() < THIN * ring.getLength() ? 1 : 0;
                }
            }
        }
        return thin;
    }

    private static double area(DecodedTile.Polygon polygon) {
        long doubled = polygon.shell().doubledArea();
        for (var hole : polygon.holes()) {
            doubled += hole.doubledArea();
        }
        return doubled / 2.0;
    }

    private static Polygon polygon(DecodedTile.Polygon polygon) {
        return FACTORY.createPolygon(
                ring(polygon.shell()),
                polygon.holes().stream().map(TileJudge::ring).toArray(LinearRing[]::new));
    }

    private static LinearRing ring(TileRing ring) {
        var points = new Coordinate[ring.size() + 1];
        for (int point = 0; point < points.length; point++) {
            int place = point % ring.size();
            points[point] = new Coordinate(ring.x(place), ring.y(place));
        }
        return FACTORY.createLinearRing(points);
    }
}
