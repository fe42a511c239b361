package io.github.backsight.bench.quality;

import io.github.backsight.archive.Gzip;
import io.github.backsight.tile.TileId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.locationtech.jts.coverage.CoverageUnion;
import org.locationtech.jts.coverage.CoverageValidator;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/// Judges what one tile draws, by itself.
final class TileJudge {
    private static final GeometryFactory FACTORY = new GeometryFactory();
    /// A hole with less area than half its outline's length is thinner than one unit.
    private static final double THIN = 0.5;

    private TileJudge() {}

    /// What one tile is worth.
    ///
    /// @param features the names of those that have one
    /// @param invalid how many polygons JTS finds invalid, or are holes without a shell
    /// @param overlap by how much the areas of all polygons together exceed that of their union, in square units
    /// @param thinGaps holes of the union that are thinner than one unit: what lies open between neighbours
    /// @param crossings how many times two borders cross
    record Verdict(
            TileId tile,
            int plainBytes,
            int packedBytes,
            int pieces,
            int polygons,
            int invalid,
            double overlap,
            List<Polygon> thinGaps,
            int crossings,
            Set<String> features) {}

    /// {@return the verdict on a tile}
    ///
    /// @param plain its bytes, not compressed
    static Verdict judge(DrawnTile tile, byte[] plain) {
        var polygons = tile.polygons();
        int invalid = tile.misturned()
                + (int) polygons.stream().filter(polygon -> !polygon.isValid()).count();
        var mended = polygons.stream().map(Mended::of).toList();
        var union = union(mended);
        return new Verdict(
                tile.id(),
                plain.length,
                Gzip.compressed(plain).length,
                tile.pieces().size(),
                polygons.size(),
                invalid,
                mended.stream().mapToDouble(Geometry::getArea).sum() - union.getArea(),
                thinGaps(union),
                Crossings.count(tile.borders()),
                tile.pieces().stream()
                        .map(DrawnTile.Piece::key)
                        .filter(key -> !key.isEmpty())
                        .collect(Collectors.toSet()));
    }

    private static Geometry union(List<Geometry> polygons) {
        var all = polygons.toArray(Geometry[]::new);
        // The fast union is right exactly where the validator finds nothing.
        return CoverageValidator.isValid(all) ? CoverageUnion.union(all) : OverlayNGRobust.union(List.of(all));
    }

    private static List<Polygon> thinGaps(Geometry union) {
        var thin = new ArrayList<Polygon>();
        for (int i = 0; i < union.getNumGeometries(); i++) {
            if (union.getGeometryN(i) instanceof Polygon polygon) {
                for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
                    var gap = FACTORY.createPolygon(polygon.getInteriorRingN(hole));
                    if (gap.getArea() < THIN * gap.getLength()) {
                        thin.add(gap);
                    }
                }
            }
        }
        return thin;
    }
}
