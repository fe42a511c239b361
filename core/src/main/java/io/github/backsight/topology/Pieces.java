package io.github.backsight.topology;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/// The polygons of each group that [Outlines] and their [Nesting] make.
final class Pieces {
    private final Coverage coverage;
    private final Outlines outlines;

    /// The shells of each group, and the holes of each shell, in the order of the outlines.
    private final List<List<Integer>> shells = new ArrayList<>();

    private final List<List<Integer>> holes = new ArrayList<>();

    Pieces(Coverage coverage, Outlines outlines, Nesting nesting) {
        this.coverage = coverage;
        this.outlines = outlines;
        for (int ring = 0; ring < outlines.ringCount(); ring++) {
            holes.add(new ArrayList<>(0));
        }
        for (int ring = 0; ring < outlines.ringCount(); ring++) {
            if (nesting.isShell(ring)) {
                while (shells.size() <= outlines.group(ring)) {
                    shells.add(new ArrayList<>());
                }
                shells.get(outlines.group(ring)).add(ring);
            } else {
                holes.get(nesting.shellOf(ring)).add(ring);
            }
        }
    }

    /// Adds each polygon of `group` as a feature, if `asked` says so of its shell.
    void copy(int group, IntPredicate asked, PolygonsBuilder to) {
        for (int shell : shells(group)) {
            if (asked.test(shell)) {
                to.beginFeature(Integer.toString(to.featureCount()));
                to.beginPolygon();
                copyRing(shell, to);
                holes.get(shell).forEach(hole -> copyRing(hole, to));
            }
        }
    }

    /// {@return of which shells of `group` the box meets that of one of `polygons`}
    IntPredicate near(int group, List<Polygon> polygons) {
        var boxes = polygons.stream().map(Polygon::getEnvelopeInternal).toList();
        var near = new BitSet();
        for (int shell : shells(group)) {
            var box = box(shell);
            if (boxes.stream().anyMatch(box::intersects)) {
                near.set(shell);
            }
        }
        return near::get;
    }

    private List<Integer> shells(int group) {
        return group < shells.size() ? shells.get(group) : List.of();
    }

    private Envelope box(int ring) {
        var box = new Envelope();
        for (int i = outlines.useStart(ring); i < outlines.useStart(ring + 1); i++) {
            coverage.arcs()
                    .walk(outlines.use(i), v -> box.expandToInclude(coverage.longitude(v), coverage.latitude(v)));
        }
        return box;
    }

    private void copyRing(int ring, PolygonsBuilder to) {
        to.beginRing();
        for (int i = outlines.useStart(ring); i < outlines.useStart(ring + 1); i++) {
            coverage.arcs().walk(outlines.use(i), v -> to.vertex(coverage.longitude(v), coverage.latitude(v)));
        }
    }

    /// Adds `polygon` as a feature.
    static void add(Polygon polygon, PolygonsBuilder to) {
        to.beginFeature(Integer.toString(to.featureCount()));
        to.beginPolygon();
        addRing(polygon.getExteriorRing(), to);
        for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
            addRing(polygon.getInteriorRingN(hole), to);
        }
    }

    private static void addRing(LinearRing ring, PolygonsBuilder to) {
        to.beginRing();
        for (int i = 0; i + 1 < ring.getNumPoints(); i++) {
            to.vertex(ring.getCoordinateN(i).x, ring.getCoordinateN(i).y);
        }
    }
}
