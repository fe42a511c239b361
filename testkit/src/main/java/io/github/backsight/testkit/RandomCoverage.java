package io.github.backsight.testkit;

import io.github.backsight.shape.Polygons;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.locationtech.jts.coverage.CoverageUnion;
import org.locationtech.jts.coverage.CoverageValidator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateList;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.triangulate.VoronoiDiagramBuilder;

/// Random clean coverages, the same for the same seed: Voronoi cells whose shared borders wind the same way for both
/// neighbours.
///
/// Cells are given to features by chance, so features have several polygons, holes, islands in other features, and
/// polygons that touch at a corner; some cells belong to nobody. Rings begin anywhere and run either way. Vertices have
/// six decimals.
public final class RandomCoverage {
    private static final double DECIMALS = 1e6;
    private static final GeometryFactory FACTORY = new GeometryFactory();

    private final Random random;
    private final int cells;

    private RandomCoverage(long seed, int cells) {
        this.random = new Random(seed);
        this.cells = cells;
    }

    /// {@return a coverage of some dozen cells}
    public static Polygons of(long seed) {
        return Coverages.of(features(seed, 40));
    }

    /// {@return the features of a coverage of about `cells` cells, valid and clean in the sense of JTS}
    public static List<Geometry> features(long seed, int cells) {
        return new RandomCoverage(seed, cells).features();
    }

    private List<Geometry> features() {
        var subdivision = windingCells();
        int features = 2 + random.nextInt(cells);
        var members = new ArrayList<List<Geometry>>();
        for (int i = 0; i < features; i++) {
            members.add(new ArrayList<>());
        }
        for (var cell : subdivision) {
            if (random.nextInt(12) > 0) {
                members.get(random.nextInt(features)).add(cell);
            }
        }
        return members.stream()
                .filter(list -> !list.isEmpty())
                .map(list -> shuffled(CoverageUnion.union(list.toArray(Geometry[]::new))))
                .toList();
    }

    private List<Geometry> windingCells() {
        var straight = straightCells();
        long winding = random.nextLong();
        for (double reach = 0.2; reach > 0.01; reach /= 2) {
            var cellsOfReach = wound(straight, winding, reach);
            if (isClean(cellsOfReach)) {
                return cellsOfReach;
            }
        }
        return straight;
    }

    private static boolean isClean(List<Geometry> geometries) {
        return geometries.stream().allMatch(Geometry::isValid)
                && CoverageValidator.isValid(geometries.toArray(Geometry[]::new));
    }

    private List<Geometry> straightCells() {
        var sites = new ArrayList<Coordinate>();
        for (int i = 0; i < cells; i++) {
            sites.add(new Coordinate(random.nextDouble() * 2 - 90, random.nextDouble() * 2 + 40));
        }
        var builder = new VoronoiDiagramBuilder();
        builder.setSites(sites);
        builder.setClipEnvelope(new Envelope(-90, -88, 40, 42));
        var diagram = builder.getDiagram(FACTORY);
        var list = new ArrayList<Geometry>();
        for (int i = 0; i < diagram.getNumGeometries(); i++) {
            var rounded = new CoordinateList();
            for (var corner : diagram.getGeometryN(i).getCoordinates()) {
                rounded.add(new Coordinate(round(corner.x), round(corner.y)), false);
            }
            if (rounded.size() > 3) {
                list.add(FACTORY.createPolygon(rounded.toCoordinateArray()));
            }
        }
        return isClean(list) ? list : straightCells();
    }

    private static double round(double degrees) {
        return Math.rint(degrees * DECIMALS) / DECIMALS;
    }

    private static List<Geometry> wound(List<Geometry> cells, long winding, double reach) {
        Map<List<Coordinate>, List<Coordinate>> borders = new HashMap<>();
        return cells.stream()
                .map(cell -> {
                    var corners = cell.getCoordinates();
                    var vertices = new CoordinateList();
                    for (int i = 0; i + 1 < corners.length; i++) {
                        boolean forwards = corners[i].compareTo(corners[i + 1]) < 0;
                        var key = forwards ? List.of(corners[i], corners[i + 1]) : List.of(corners[i + 1], corners[i]);
                        var border = borders.computeIfAbsent(key, ends -> wind(ends, winding, reach));
                        vertices.addAll(forwards ? border : border.reversed(), false);
                    }
                    return (Geometry) FACTORY.createPolygon(vertices.toCoordinateArray());
                })
                .toList();
    }

    private static List<Coordinate> wind(List<Coordinate> ends, long winding, double reach) {
        var a = ends.get(0);
        var b = ends.get(1);
        var own = new Random(winding ^ a.hashCode() * 31L ^ b.hashCode() * 0x9E3779B97F4A7C15L);
        var line = new ArrayList<Coordinate>();
        line.add(a);
        int steps = 1 + own.nextInt(12);
        for (int i = 1; i < steps; i++) {
            double along = (double) i / steps;
            double away = (own.nextDouble() * 2 - 1) * reach * Math.min(along, 1 - along);
            line.add(new Coordinate(
                    round(a.x + (b.x - a.x) * along - (b.y - a.y) * away),
                    round(a.y + (b.y - a.y) * along + (b.x - a.x) * away)));
        }
        line.add(b);
        return line;
    }

    private Geometry shuffled(Geometry feature) {
        var polygons = new ArrayList<Polygon>();
        for (int i = 0; i < feature.getNumGeometries(); i++) {
            var polygon = (Polygon) feature.getGeometryN(i);
            var holes = new LinearRing[polygon.getNumInteriorRing()];
            for (int hole = 0; hole < holes.length; hole++) {
                holes[hole] = shuffled(polygon.getInteriorRingN(hole));
            }
            polygons.add(FACTORY.createPolygon(shuffled(polygon.getExteriorRing()), holes));
        }
        return new MultiPolygon(polygons.toArray(Polygon[]::new), FACTORY);
    }

    private LinearRing shuffled(LinearRing ring) {
        var vertices = new ArrayList<>(List.of(ring.getCoordinates()));
        vertices.removeLast();
        Collections.rotate(vertices, random.nextInt(vertices.size()));
        if (random.nextBoolean()) {
            Collections.reverse(vertices);
        }
        vertices.add(vertices.getFirst().copy());
        return FACTORY.createLinearRing(vertices.toArray(Coordinate[]::new));
    }
}
