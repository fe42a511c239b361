package io.github.backsight.topology;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Which shell each hole of some [Outlines] belongs to, and which rings lie where none can.
///
/// A hole that touches its shell has the same walk. For the other rings, the ring of the same group that lies closest
/// around them is looked up, by the middle of an edge, which can lie on no other ring: for a hole that is its shell; a
/// shell must lie in a hole or in nothing, or its features overlap others of the group without crossing them.
final class Nesting {
    private static final int NONE = -1;

    private final Arcs arcs;
    private final Outlines outlines;
    private final double[] areas;

    /// The shell of each hole, and of each shell itself; `NONE` for a hole that lies in no shell.
    private final int[] shellOf;

    private final List<Stabs.Point> misplaced = new ArrayList<>();

    Nesting(Arcs arcs, Outlines outlines) {
        this.arcs = arcs;
        this.outlines = outlines;
        this.areas = outlines.doubledAreas();
        this.shellOf = new int[areas.length];
        Arrays.fill(shellOf, NONE);
        adoptTouching();
        placeOthers();
    }

    boolean isShell(int ring) {
        return areas[ring] > 0;
    }

    int shellOf(int hole) {
        return shellOf[hole];
    }

    /// {@return a point of each ring (its `number`) that lies where no ring of its kind can}
    List<Stabs.Point> misplaced() {
        return misplaced;
    }

    private void adoptTouching() {
        int[] shellOfWalk = new int[areas.length];
        Arrays.fill(shellOfWalk, NONE);
        for (int ring = 0; ring < areas.length; ring++) {
            if (isShell(ring)) {
                shellOfWalk[outlines.walk(ring)] = ring;
            }
        }
        Arrays.setAll(shellOf, ring -> isShell(ring) ? ring : shellOfWalk[outlines.walk(ring)]);
    }

    private void placeOthers() {
        var points = new ArrayList<Stabs.Point>();
        for (int ring = 0; ring < areas.length; ring++) {
            if (isShell(ring) || shellOf[ring] == NONE) {
                points.add(middleOfAnEdge(ring));
            }
        }
        var around = around(points);
        for (var point : points) {
            int closest = around[point.number()];
            if (isShell(point.number())) {
                if (closest != NONE && isShell(closest)) {
                    misplaced.add(point);
                }
            } else if (closest != NONE && isShell(closest)) {
                shellOf[point.number()] = closest;
            } else {
                misplaced.add(point);
            }
        }
    }

    private Stabs.Point middleOfAnEdge(int ring) {
        int use = outlines.use(outlines.useStart(ring));
        int v = arcs.firstVertex(use);
        int w = arcs.secondVertex(use);
        return new Stabs.Point((arcs.planeX(v) + arcs.planeX(w)) / 2, (arcs.planeY(v) + arcs.planeY(w)) / 2, ring);
    }

    /// {@return for each ring that a point stands for, the smallest ring of its group that the point lies in}
    private int[] around(List<Stabs.Point> points) {
        var hits = new Hits();
        var stabs = new Stabs(points);
        for (int ring = 0; ring < areas.length; ring++) {
            int here = ring;
            Stabs.Listener listener = (point, unused) -> {
                if (point.number() != here && outlines.group(point.number()) == outlines.group(here)) {
                    hits.add(point.number(), here);
                }
            };
            for (int i = outlines.useStart(ring); i < outlines.useStart(ring + 1); i++) {
                int arc = Arcs.arc(outlines.use(i));
                for (int v = arcs.start[arc]; v + 1 < arcs.start[arc + 1]; v++) {
                    stabs.edge(arcs.planeX(v), arcs.planeY(v), arcs.planeX(v + 1), arcs.planeY(v + 1), listener);
                }
            }
        }
        int[] closest = new int[areas.length];
        Arrays.fill(closest, NONE);
        hits.forEachOdd((inner, outer) -> {
            if (closest[inner] == NONE || Math.abs(areas[outer]) < Math.abs(areas[closest[inner]])) {
                closest[inner] = outer;
            }
        });
        return closest;
    }
}
