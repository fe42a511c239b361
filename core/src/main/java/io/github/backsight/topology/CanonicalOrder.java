package io.github.backsight.topology;

import io.github.backsight.shape.Polygons;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// One way to write down single polygons, whatever order and corner they were found from.
///
/// Each ring begins at its lowest, then westernmost vertex; holes and polygons are in the order of
/// their vertices, each compared by latitude, then longitude. So the same polygons are the same
/// arrays, whether they were dissolved out of a whole coverage or out of the features of one group.
final class CanonicalOrder {
    private final Polygons polygons;

    /// Where each ring begins.
    private final int[] lowest;

    private CanonicalOrder(Polygons polygons) {
        this.polygons = polygons;
        this.lowest = new int[polygons.ringCount()];
        for (int ring = 0; ring < lowest.length; ring++) {
            lowest[ring] = lowest(ring);
        }
    }

    /// Writes each of `polygons` to `target`, as a feature of its own.
    static void copy(Polygons polygons, PolygonsBuilder target) {
        var order = new CanonicalOrder(polygons);
        List<int[]> rings = new ArrayList<>(polygons.polygonCount());
        for (int polygon = 0; polygon < polygons.polygonCount(); polygon++) {
            rings.add(order.rings(polygon));
        }
        rings.sort((one, other) -> order.compare(one[0], other[0]));
        for (int[] polygon : rings) {
            target.beginFeature(Integer.toString(target.featureCount()));
            target.beginPolygon();
            for (int ring : polygon) {
                order.write(ring, target);
            }
        }
    }

    private int lowest(int ring) {
        int lowest = polygons.vertexStart(ring);
        for (int v = lowest + 1; v < polygons.vertexStart(ring + 1); v++) {
            if (compareVertices(v, lowest) < 0) {
                lowest = v;
            }
        }
        return lowest;
    }

    /// {@return the rings of a polygon: its shell, then its holes in order}
    private int[] rings(int polygon) {
        int shell = polygons.ringStart(polygon);
        List<Integer> holes = new ArrayList<>();
        for (int ring = shell + 1; ring < polygons.ringStart(polygon + 1); ring++) {
            holes.add(ring);
        }
        holes.sort(Comparator.comparing(ring -> ring, this::compare));
        int[] rings = new int[holes.size() + 1];
        rings[0] = shell;
        for (int i = 0; i < holes.size(); i++) {
            rings[i + 1] = holes.get(i);
        }
        return rings;
    }

    private int compare(int ring, int other) {
        int length = length(ring);
        int otherLength = length(other);
        for (int i = 0; i < Math.min(length, otherLength); i++) {
            int order = compareVertices(vertex(ring, i), vertex(other, i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(length, otherLength);
    }

    private int length(int ring) {
        return polygons.vertexStart(ring + 1) - polygons.vertexStart(ring);
    }

    /// {@return the vertex that comes `place` after the lowest}
    private int vertex(int ring, int place) {
        int v = lowest[ring] + place;
        return v < polygons.vertexStart(ring + 1) ? v : v - length(ring);
    }

    private int compareVertices(int v, int other) {
        int order = Double.compare(polygons.latitude(v), polygons.latitude(other));
        return order != 0 ? order : Double.compare(polygons.longitude(v), polygons.longitude(other));
    }

    private void write(int ring, PolygonsBuilder target) {
        target.beginRing();
        for (int place = 0; place < length(ring); place++) {
            int v = vertex(ring, place);
            target.vertex(polygons.longitude(v), polygons.latitude(v));
        }
    }
}
