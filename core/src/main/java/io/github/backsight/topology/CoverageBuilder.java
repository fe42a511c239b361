package io.github.backsight.topology;

import io.github.backsight.shape.Polygons;
import java.util.Arrays;

/// Finds junctions, cuts rings into arcs there, and stores each arc once.
///
/// After topojson-server (extract, cut, dedup): a junction is a place whose neighbours are not the same every time that
/// a ring passes it. A ring without junctions is one closed arc; it begins at its lowest, then westernmost vertex.
final class CoverageBuilder {
    private static final int UNSEEN = -1;
    private static final int JUNCTION = -2;

    private final Polygons polygons;
    private final Places places;
    private final Rings rings;

    /// The two places next to each place, the smaller number first; `JUNCTION` in the first when they vary.
    private final int[] nearer;

    private final int[] farther;

    private final ArcsByEdge arcsByEdge = new ArcsByEdge();
    private final Ints arcStart;
    private final Ints arcVertex;
    private final Ints arcEnds;
    private final Ints uses;

    CoverageBuilder(Polygons polygons, Places places) {
        this.polygons = polygons;
        this.places = places;
        this.rings = Rings.of(polygons, places);
        this.nearer = new int[places.count()];
        this.farther = new int[places.count()];
        this.arcStart = new Ints(polygons.ringCount() * 4);
        this.arcEnds = new Ints(polygons.ringCount() * 8);
        this.arcVertex = new Ints(places.count() + places.count() / 8);
        this.uses = new Ints(polygons.ringCount() * 8);
    }

    Coverage build() {
        findJunctions();
        int[] useStart = new int[rings.count() + 1];
        for (int ring = 0; ring < rings.count(); ring++) {
            cut(rings.start(ring), rings.start(ring + 1));
            useStart[ring + 1] = uses.size();
        }
        arcStart.add(arcVertex.size());
        return new Coverage(polygons.ids(), rings.polygonStart(), rings.ringStart(), useStart, arcs(), rings.dropped());
    }

    private void findJunctions() {
        Arrays.fill(nearer, UNSEEN);
        for (int ring = 0; ring < rings.count(); ring++) {
            int start = rings.start(ring);
            int end = rings.start(ring + 1);
            int before = place(end - 1);
            int here = place(start);
            for (int i = start; i < end; i++) {
                int after = place(i + 1 < end ? i + 1 : start);
                pass(here, Math.min(before, after), Math.max(before, after));
                before = here;
                here = after;
            }
        }
    }

    private void pass(int here, int low, int high) {
        if (low == high) {
            nearer[here] = JUNCTION; // the tip of a spike: cut, so that both ways share one arc
        } else if (nearer[here] == UNSEEN) {
            nearer[here] = low;
            farther[here] = high;
        } else if (nearer[here] != low || farther[here] != high) {
            nearer[here] = JUNCTION;
        }
    }

    private void cut(int start, int end) {
        int first = start;
        while (first < end && nearer[place(first)] != JUNCTION) {
            first++;
        }
        if (first == end) {
            use(lowest(start, end), end - start, start, end);
            return;
        }
        int from = first;
        for (int step = 1; step <= end - start; step++) {
            int at = first + step < end ? first + step : first + step - (end - start);
            if (nearer[place(at)] == JUNCTION) {
                use(from, at > from ? at - from : at - from + (end - start), start, end);
                from = at;
            }
        }
    }

    /// Adds the arc of `edges` edges from corner `from` of the ring to what the ring uses; stores it if it is new.
    private void use(int from, int edges, int start, int end) {
        int length = end - start;
        int firstPlace = place(from);
        int secondPlace = place(start + (from - start + 1) % length);
        int known = arcsByEdge.find(firstPlace, secondPlace);
        if (known != ArcsByEdge.NONE) {
            uses.add(known);
            return;
        }
        int lastPlace = place(start + (from - start + edges) % length);
        int lastButOne = place(start + (from - start + edges - 1) % length);
        int arc = arcStart.size();
        arcsByEdge.put(firstPlace, secondPlace, arc);
        arcsByEdge.put(lastPlace, lastButOne, ~arc);
        arcStart.add(arcVertex.size());
        arcEnds.add(firstPlace);
        arcEnds.add(lastPlace);
        for (int step = 0, at = from; step <= edges; step++, at = at + 1 < end ? at + 1 : start) {
            arcVertex.add(rings.vertex(at));
        }
        uses.add(arc);
    }

    private int lowest(int start, int end) {
        int best = start;
        for (int i = start + 1; i < end; i++) {
            int v = rings.vertex(i);
            int lowest = rings.vertex(best);
            int order = Double.compare(polygons.latitude(v), polygons.latitude(lowest));
            if (order < 0 || (order == 0 && polygons.longitude(v) < polygons.longitude(lowest))) {
                best = i;
            }
        }
        return best;
    }

    private int place(int corner) {
        return places.of[rings.vertex(corner)];
    }

    private Arcs arcs() {
        int count = arcVertex.size();
        int[] x = new int[count];
        int[] y = new int[count];
        double[] longitude = new double[polygons.finerThanGrid() ? count : 0];
        double[] latitude = new double[longitude.length];
        for (int i = 0; i < count; i++) {
            int v = arcVertex.get(i);
            x[i] = polygons.x(v);
            y[i] = polygons.y(v);
            if (longitude.length > 0) {
                longitude[i] = polygons.longitude(v);
                latitude[i] = polygons.latitude(v);
            }
        }
        return new Arcs(arcStart.toArray(), x, y, longitude, latitude, places.exact(), uses.toArray(), nodes());
    }

    /// {@return the ends of all arcs, their places numbered anew without the places where no arc ends}
    private int[] nodes() {
        int[] node = nearer;
        Arrays.fill(node, UNSEEN);
        int[] ends = arcEnds.toArray();
        int count = 0;
        for (int i = 0; i < ends.length; i++) {
            if (node[ends[i]] == UNSEEN) {
                node[ends[i]] = count++;
            }
            ends[i] = node[ends[i]];
        }
        return ends;
    }
}
