package io.github.backsight.testkit;

import io.github.backsight.geom.Degrees;
import io.github.backsight.shape.Polygons;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.locationtech.jts.coverage.CoverageUnion;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/// Polygons for tests: drawn with letters, or from JTS geometries; and back to JTS, which is the judge.
///
/// For random ones see [RandomCoverage].
public final class Coverages {
    /// Width and height of a cell of a picture, in degrees.
    public static final double CELL = 0.01;

    private static final GeometryFactory FACTORY = new GeometryFactory();

    private Coverages() {}

    /// {@return a picture as polygons: each letter is one square cell of the feature of that name}
    ///
    /// `.` is outside, blanks are left out. The first cell's north-western corner is at 0, 0; features are in the
    /// order of their names. Every corner of every cell on a border is a vertex, so that borders match.
    public static Polygons drawn(String picture) {
        var cells = new TreeMap<String, List<Geometry>>();
        var rows = picture.strip().lines().map(row -> row.replace(" ", "")).toList();
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < rows.get(row).length(); column++) {
                var name = rows.get(row).substring(column, column + 1);
                if (!name.equals(".")) {
                    cells.computeIfAbsent(name, unused -> new ArrayList<>()).add(cell(column, row));
                }
            }
        }
        return of(
                List.copyOf(cells.keySet()),
                cells.values().stream()
                        .map(list -> CoverageUnion.union(list.toArray(Geometry[]::new)))
                        .toList());
    }

    private static Geometry cell(int column, int row) {
        double west = onGrid(column * CELL);
        double east = onGrid((column + 1) * CELL);
        double north = onGrid(-row * CELL);
        double south = onGrid(-(row + 1) * CELL);
        return FACTORY.toGeometry(new Envelope(west, east, south, north));
    }

    static double onGrid(double degrees) {
        return Degrees.fromGrid(Degrees.toGrid(degrees)) + 0.0;
    }

    /// {@return features with numbers as ids}
    public static Polygons of(List<? extends Geometry> features) {
        var ids = new ArrayList<String>();
        for (int i = 0; i < features.size(); i++) {
            ids.add(Integer.toString(i));
        }
        return of(ids, features);
    }

    /// {@return features of polygons and multipolygons; other geometries have none}
    public static Polygons of(List<String> ids, List<? extends Geometry> features) {
        var polygonStart = new ArrayList<Integer>();
        var ringStart = new ArrayList<Integer>();
        var vertexStart = new ArrayList<Integer>();
        var vertices = new ArrayList<Coordinate>();
        for (var feature : features) {
            polygonStart.add(ringStart.size());
            for (int i = 0; i < feature.getNumGeometries(); i++) {
                if (feature.getGeometryN(i) instanceof Polygon polygon && !polygon.isEmpty()) {
                    ringStart.add(vertexStart.size());
                    for (var ring : rings(polygon)) {
                        vertexStart.add(vertices.size());
                        vertices.addAll(List.of(ring.getCoordinates()).subList(0, ring.getNumPoints() - 1));
                    }
                }
            }
        }
        polygonStart.add(ringStart.size());
        ringStart.add(vertexStart.size());
        vertexStart.add(vertices.size());
        double[] longitude = vertices.stream().mapToDouble(c -> c.x).toArray();
        double[] latitude = vertices.stream().mapToDouble(c -> c.y).toArray();
        int[] x = Arrays.stream(longitude).mapToInt(Degrees::toGrid).toArray();
        int[] y = Arrays.stream(latitude).mapToInt(Degrees::toGrid).toArray();
        boolean finer = vertices.stream().anyMatch(c -> onGrid(c.x) != c.x || onGrid(c.y) != c.y);
        return new Polygons(
                ids,
                ints(polygonStart),
                ints(ringStart),
                ints(vertexStart),
                x,
                y,
                finer ? Optional.of(new Polygons.Source(longitude, latitude)) : Optional.empty());
    }

    private static int[] ints(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }

    private static List<LinearRing> rings(Polygon polygon) {
        var rings = new ArrayList<LinearRing>();
        rings.add(polygon.getExteriorRing());
        for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
            rings.add(polygon.getInteriorRingN(i));
        }
        return rings;
    }

    /// {@return the polygons of one feature, each for itself}
    public static List<Polygon> geometries(Polygons polygons, int feature) {
        var list = new ArrayList<Polygon>();
        for (int p = polygons.polygonStart(feature); p < polygons.polygonStart(feature + 1); p++) {
            int shell = polygons.ringStart(p);
            var holes = new LinearRing[polygons.ringStart(p + 1) - shell - 1];
            for (int i = 0; i < holes.length; i++) {
                holes[i] = ring(polygons, shell + 1 + i);
            }
            list.add(FACTORY.createPolygon(ring(polygons, shell), holes));
        }
        return list;
    }

    private static LinearRing ring(Polygons polygons, int ring) {
        var coordinates = new ArrayList<Coordinate>();
        for (int v = polygons.vertexStart(ring); v < polygons.vertexStart(ring + 1); v++) {
            coordinates.add(new Coordinate(polygons.longitude(v), polygons.latitude(v)));
        }
        coordinates.add(coordinates.getFirst().copy());
        return FACTORY.createLinearRing(coordinates.toArray(Coordinate[]::new));
    }
}
