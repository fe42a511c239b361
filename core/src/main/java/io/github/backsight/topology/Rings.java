package io.github.backsight.topology;

import io.github.backsight.shape.Polygons;

/// The rings of polygons without what is no shape: repeated vertices in a row, and rings with fewer than three
/// different places; a polygon goes with its shell.
final class Rings {
    private final int[] polygonStart;
    private final Ints ringStart;
    private final Ints start;
    private final Ints corners;
    private int dropped;

    private Rings(Polygons polygons) {
        polygonStart = new int[polygons.featureCount() + 1];
        ringStart = new Ints(polygons.polygonCount() + 1);
        start = new Ints(polygons.ringCount() + 1);
        corners = new Ints(polygons.vertexCount());
    }

    static Rings of(Polygons polygons, Places places) {
        var rings = new Rings(polygons);
        for (int feature = 0; feature < polygons.featureCount(); feature++) {
            for (int p = polygons.polygonStart(feature); p < polygons.polygonStart(feature + 1); p++) {
                rings.addPolygon(polygons, places.of, p);
            }
            rings.polygonStart[feature + 1] = rings.ringStart.size();
        }
        rings.ringStart.add(rings.start.size());
        rings.start.add(rings.corners.size());
        return rings;
    }

    private void addPolygon(Polygons polygons, int[] place, int polygon) {
        int first = polygons.ringStart(polygon);
        int end = polygons.ringStart(polygon + 1);
        int before = start.size();
        for (int ring = first; ring < end; ring++) {
            boolean added = addRing(place, polygons.vertexStart(ring), polygons.vertexStart(ring + 1));
            if (!added && ring == first) {
                dropped += end - first;
                return;
            }
            dropped += added ? 0 : 1;
        }
        if (start.size() > before) {
            ringStart.add(before);
        }
    }

    private boolean addRing(int[] place, int first, int end) {
        int begin = corners.size();
        for (int v = first; v < end; v++) {
            int before = corners.size() > begin ? place[corners.get(corners.size() - 1)] : -1;
            if (place[v] != before) {
                corners.add(v);
            }
        }
        while (corners.size() > begin + 1 && place[corners.get(corners.size() - 1)] == place[corners.get(begin)]) {
            corners.truncate(corners.size() - 1);
        }
        if (!hasThreePlaces(place, begin)) {
            corners.truncate(begin);
            return false;
        }
        start.add(begin);
        return true;
    }

    private boolean hasThreePlaces(int[] place, int begin) {
        for (int i = begin + 2; i < corners.size(); i++) {
            int here = place[corners.get(i)];
            if (here != place[corners.get(begin)] && here != place[corners.get(begin + 1)]) {
                return true;
            }
        }
        return false;
    }

    int count() {
        return start.size() - 1;
    }

    /// {@return the first corner of `ring`; it owns those up to `start(ring + 1)`, exclusive}
    int start(int ring) {
        return start.get(ring);
    }

    /// {@return the vertex of the polygons that `corner` is}
    int vertex(int corner) {
        return corners.get(corner);
    }

    int[] polygonStart() {
        return polygonStart;
    }

    int[] ringStart() {
        return ringStart.toArray();
    }

    /// {@return how many rings were left out}
    int dropped() {
        return dropped;
    }
}
