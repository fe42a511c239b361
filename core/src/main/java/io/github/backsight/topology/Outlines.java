package io.github.backsight.topology;

import java.util.Arrays;

/// The outlines of groups of features: rings of arcs that have the group on their left and not on their right.
///
/// A walk keeps to the edge of one connected piece of the group: at a node it turns to the first outline clockwise from
/// where it came, so pieces that only touch at a point are walked separately. A walk that meets a node again is cut
/// there into simple rings: counterclockwise ones are shells, clockwise ones holes of the same piece. A shell and the
/// holes that touch it thus have the same walk.
final class Outlines {
    private static final int NOWHERE = -1;

    private final Arcs arcs;
    private final Nodes nodes;
    private final Sides sides;

    /// The group of each feature, or [Sides#NOTHING].
    private final int[] group;

    private final boolean[] walked;
    private final int[] stepAt;
    private int[] path = new int[64];
    private int steps;
    private int walks;

    private final Ints uses;
    private final Ints ringStart = new Ints(1024);
    private final Ints ringWalk = new Ints(1024);
    private final Ints ringGroup = new Ints(1024);

    Outlines(Coverage coverage, Nodes nodes, Sides sides, int[] group) {
        this.arcs = coverage.arcs();
        this.nodes = nodes;
        this.sides = sides;
        this.group = group;
        this.walked = new boolean[2 * arcs.count()];
        this.stepAt = new int[nodes.count()];
        this.uses = new Ints(arcs.count());
        Arrays.fill(stepAt, NOWHERE);
        for (int arc = 0; arc < arcs.count(); arc++) {
            walkFrom(arc);
            walkFrom(~arc);
        }
        ringStart.add(uses.size());
    }

    int ringCount() {
        return ringWalk.size();
    }

    int group(int ring) {
        return ringGroup.get(ring);
    }

    /// {@return the number of the walk that `ring` was cut from}
    int walk(int ring) {
        return ringWalk.get(ring);
    }

    int useStart(int ring) {
        return ringStart.get(ring);
    }

    int use(int index) {
        return uses.get(index);
    }

    private int groupOf(int feature) {
        return feature == Sides.NOTHING ? Sides.NOTHING : group[feature];
    }

    private boolean isOutline(int use, int ofGroup) {
        return groupOf(sides.left(use)) == ofGroup && groupOf(sides.right(use)) != ofGroup;
    }

    private void walkFrom(int first) {
        int ofGroup = groupOf(sides.left(first));
        if (ofGroup == Sides.NOTHING || walked[index(first)] || !isOutline(first, ofGroup)) {
            return;
        }
        int use = first;
        do {
            walked[index(use)] = true;
            step(use, ofGroup);
            use = turn(use, ofGroup);
        } while (use != first);
        walks++;
    }

    private static int index(int use) {
        return use >= 0 ? 2 * use : 2 * ~use + 1;
    }

    private int turn(int arrived, int ofGroup) {
        int use = nodes.clockwise(~arrived);
        while (!isOutline(use, ofGroup)) {
            if (use == ~arrived) {
                throw new IllegalStateException("the outline of group " + ofGroup + " ends at arc " + arrived);
            }
            use = nodes.clockwise(use);
        }
        return use;
    }

    private void step(int use, int ofGroup) {
        if (steps == path.length) {
            path = Arrays.copyOf(path, 2 * steps);
        }
        stepAt[arcs.from(use)] = steps;
        path[steps++] = use;
        int loop = stepAt[arcs.to(use)];
        if (loop == NOWHERE) {
            return;
        }
        ringStart.add(uses.size());
        ringWalk.add(walks);
        ringGroup.add(ofGroup);
        for (int i = loop; i < steps; i++) {
            uses.add(path[i]);
            stepAt[arcs.from(path[i])] = NOWHERE;
        }
        steps = loop;
    }

    /// {@return twice the signed area of each ring, in square units of the plane}
    double[] doubledAreas() {
        int[] all = uses.toArray();
        double[] areas = new double[ringCount()];
        for (int ring = 0; ring < areas.length; ring++) {
            areas[ring] = arcs.doubledArea(all, useStart(ring), useStart(ring + 1));
        }
        return areas;
    }
}
