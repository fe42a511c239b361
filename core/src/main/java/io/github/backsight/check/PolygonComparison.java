package io.github.backsight.check;

import io.github.backsight.parallel.Workers;
import io.github.backsight.shape.Polygons;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import org.locationtech.jts.algorithm.distance.DiscreteHausdorffDistance;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.GeometryFixer;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/// Compares polygons by id. Only shapes that are not the same, corner by corner, are measured.
///
/// Measures are taken on a plane that touches the earth (a sphere of 6,371 km) at the feature:
/// kilometres from its first corner, longitude by the cosine of the latitude there. For features
/// of a few degrees that is right within a hundredth.
public final class PolygonComparison {
    private static final double KILOMETRES_A_DEGREE = Math.PI * 6371.0088 / 180;

    /// Square kilometres; less is rounding.
    private static final double LEAST_AREA = 1e-9;

    private static final GeometryFactory FACTORY = new GeometryFactory();

    private PolygonComparison() {}

    /// {@return what is different}
    ///
    /// @param moved told of each feature whose shape is another, in the order of `now`
    public static PolygonDiff diff(Polygons before, Polygons now, int threads, Consumer<PolygonDiff.Move> moved) {
        var featureBefore = new HashMap<String, Integer>();
        for (int feature = 0; feature < before.featureCount(); feature++) {
            featureBefore.put(before.id(feature), feature);
        }
        var nowIds = new HashSet<>(now.ids());
        List<PolygonDiff.Move> moves;
        try (var workers = new Workers(threads)) {
            moves = workers
                    .inRanges(now.featureCount(), (from, to) -> {
                        var some = new ArrayList<PolygonDiff.Move>();
                        for (int feature = from; feature < to; feature++) {
                            var then = featureBefore.get(now.id(feature));
                            if (then != null && !same(before, then, now, feature)) {
                                var move = move(before, then, now, feature);
                                if (move.area() > LEAST_AREA || move.distance() > 0) {
                                    some.add(move);
                                }
                            }
                        }
                        return some;
                    })
                    .stream()
                    .flatMap(List::stream)
                    .toList();
        }
        moves.forEach(moved);
        return new PolygonDiff(
                before.featureCount(),
                now.featureCount(),
                TableDiff.Ids.of(now.ids().stream()
                        .filter(id -> !featureBefore.containsKey(id))
                        .toList()),
                TableDiff.Ids.of(
                        before.ids().stream().filter(id -> !nowIds.contains(id)).toList()),
                moves.size(),
                moves.stream().mapToDouble(PolygonDiff.Move::area).sum(),
                moves.stream()
                        .sorted(Comparator.comparingDouble(PolygonDiff.Move::area)
                                .reversed())
                        .limit(PolygonDiff.LISTED)
                        .toList(),
                before.vertexCount(),
                now.vertexCount());
    }

    private static boolean same(Polygons before, int then, Polygons now, int feature) {
        int rings = firstRing(now, feature + 1) - firstRing(now, feature);
        if (now.polygonStart(feature + 1) - now.polygonStart(feature)
                        != before.polygonStart(then + 1) - before.polygonStart(then)
                || rings != firstRing(before, then + 1) - firstRing(before, then)) {
            return false;
        }
        for (int ring = 0; ring < rings; ring++) {
            if (!Arrays.equals(
                    corners(now, firstRing(now, feature) + ring), corners(before, firstRing(before, then) + ring))) {
                return false;
            }
        }
        return true;
    }

    private static int firstRing(Polygons polygons, int feature) {
        return polygons.ringStart(polygons.polygonStart(feature));
    }

    /// {@return the corners of a ring, x and y in one number, from the least on, towards its lesser
    /// neighbour}
    private static long[] corners(Polygons polygons, int ring) {
        int from = polygons.vertexStart(ring);
        int count = polygons.vertexStart(ring + 1) - from;
        var corners = new long[count];
        int least = 0;
        for (int i = 0; i < count; i++) {
            corners[i] = (long) polygons.x(from + i) << 32 | (polygons.y(from + i) & 0xFFFFFFFFL);
            least = corners[i] < corners[least] ? i : least;
        }
        if (count == 0) {
            return corners;
        }
        int way = corners[(least + 1) % count] <= corners[(least + count - 1) % count] ? 1 : count - 1;
        var turned = new long[count];
        for (int i = 0, at = least; i < count; i++, at = (at + way) % count) {
            turned[i] = corners[at];
        }
        return turned;
    }

    private static PolygonDiff.Move move(Polygons before, int then, Polygons now, int feature) {
        var boxes = new Frame(before, then, now, feature);
        var old = boxes.geometry(before, then);
        var fresh = boxes.geometry(now, feature);
        double area =
                OverlayNGRobust.overlay(old, fresh, OverlayNG.SYMDIFFERENCE).getArea();
        double distance =
                old.isEmpty() || fresh.isEmpty() ? 0 : new DiscreteHausdorffDistance(old, fresh).distance() * 1000;
        return new PolygonDiff.Move(now.id(feature), area, distance, boxes.longitude(), boxes.latitude());
    }

    /// The plane on which two shapes are measured.
    private static final class Frame {
        private final double west;
        private final double south;
        private final double scale;

        Frame(Polygons before, int then, Polygons now, int feature) {
            var corner = now.polygonStart(feature) < now.polygonStart(feature + 1)
                    ? new double[] {longitude(now, feature), latitude(now, feature)}
                    : new double[] {longitude(before, then), latitude(before, then)};
            this.west = corner[0];
            this.south = corner[1];
            this.scale = Math.cos(Math.toRadians(south));
        }

        private static double longitude(Polygons polygons, int feature) {
            return polygons.longitude(polygons.vertexStart(firstRing(polygons, feature)));
        }

        private static double latitude(Polygons polygons, int feature) {
            return polygons.latitude(polygons.vertexStart(firstRing(polygons, feature)));
        }

        double longitude() {
            return west;
        }

        double latitude() {
            return south;
        }

        Geometry geometry(Polygons polygons, int feature) {
            var parts = new ArrayList<Polygon>();
            for (int part = polygons.polygonStart(feature); part < polygons.polygonStart(feature + 1); part++) {
                int shell = polygons.ringStart(part);
                int end = polygons.ringStart(part + 1);
                var holes = new LinearRing[end - shell - 1];
                for (int ring = shell + 1; ring < end; ring++) {
                    holes[ring - shell - 1] = FACTORY.createLinearRing(line(polygons, ring));
                }
                parts.add(FACTORY.createPolygon(FACTORY.createLinearRing(line(polygons, shell)), holes));
            }
            Geometry whole = FACTORY.createMultiPolygon(parts.toArray(Polygon[]::new));
            return whole.isValid() ? whole : GeometryFixer.fix(whole);
        }

        private Coordinate[] line(Polygons polygons, int ring) {
            int from = polygons.vertexStart(ring);
            int count = polygons.vertexStart(ring + 1) - from;
            var line = new Coordinate[count + 1];
            for (int i = 0; i < count; i++) {
                line[i] = new Coordinate(
                        (polygons.longitude(from + i) - west) * scale * KILOMETRES_A_DEGREE,
                        (polygons.latitude(from + i) - south) * KILOMETRES_A_DEGREE);
            }
            line[count] = line[0].copy();
            return line;
        }
    }
}
