package io.github.backsight.topology;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.PrecisionModel;
import org.locationtech.jts.geom.util.GeometryFixer;
import org.locationtech.jts.geom.util.PolygonExtracter;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;
import org.locationtech.jts.operation.overlayng.UnaryUnionNG;

/// Unites features by overlay arithmetic (JTS), for those that shared arcs cannot.
final class Overlay {
    /// Parts of a degree to which coordinates are rounded when exact ones did not come out clean.
    private static final double ROUNDED = 1e10;

    private final GeometryFactory factory = new GeometryFactory();
    private final Coverage coverage;

    Overlay(Coverage coverage) {
        this.coverage = coverage;
    }

    /// {@return the polygons of `feature`; when `broken`, mended first: where its border crosses itself, what lies
    /// within it an odd number of times}
    List<Geometry> polygons(int feature, boolean broken) {
        var polygons = new ArrayList<Geometry>();
        for (int p = coverage.polygonStart(feature); p < coverage.polygonStart(feature + 1); p++) {
            var polygon = polygon(p);
            polygons.add(broken ? GeometryFixer.fix(polygon) : polygon);
        }
        return polygons;
    }

    /// {@return the union as single polygons}
    List<Polygon> union(List<Geometry> geometries, boolean rounded) {
        var together = factory.buildGeometry(geometries);
        var union =
                rounded ? UnaryUnionNG.union(together, new PrecisionModel(ROUNDED)) : OverlayNGRobust.union(together);
        var polygons = new ArrayList<Polygon>();
        for (var geometry : PolygonExtracter.getPolygons(union)) {
            polygons.add((Polygon) geometry);
        }
        return polygons;
    }

    private Polygon polygon(int polygon) {
        int shell = coverage.ringStart(polygon);
        var holes = new LinearRing[coverage.ringStart(polygon + 1) - shell - 1];
        for (int i = 0; i < holes.length; i++) {
            holes[i] = ring(shell + 1 + i);
        }
        return factory.createPolygon(ring(shell), holes);
    }

    private LinearRing ring(int ring) {
        var arcs = coverage.arcs();
        var coordinates = new ArrayList<Coordinate>();
        for (int i = coverage.useStart(ring); i < coverage.useStart(ring + 1); i++) {
            arcs.walk(
                    coverage.use(i), v -> coordinates.add(new Coordinate(coverage.longitude(v), coverage.latitude(v))));
        }
        coordinates.add(coordinates.getFirst().copy());
        return factory.createLinearRing(coordinates.toArray(Coordinate[]::new));
    }
}
