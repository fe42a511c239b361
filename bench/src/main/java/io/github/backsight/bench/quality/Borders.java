package io.github.backsight.bench.quality;

import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.LineSegment;
import org.locationtech.jts.index.ItemVisitor;
import org.locationtech.jts.index.hprtree.HPRtree;

/// How far a point is from the nearest of some borders: exact, by JTS' packed tree.
final class Borders {
    /// The first surroundings looked at, in tile units; most borders are no farther.
    private static final double NEAR = 1;

    private final HPRtree index = new HPRtree();
    private final double reach;

    /// @param reach what is farther than this, counts as this
    Borders(List<LineSegment> borders, double reach) {
        this.reach = reach;
        borders.forEach(border -> index.insert(new Envelope(border.p0, border.p1), border));
        index.build();
    }

    double distance(Coordinate point) {
        for (double radius = NEAR; radius < reach; radius *= 2) {
            double nearest = nearest(point, radius);
            // All borders within the radius were seen, so none that was not can be nearer.
            if (nearest <= radius) {
                return nearest;
            }
        }
        return Math.min(reach, nearest(point, reach));
    }

    private double nearest(Coordinate point, double radius) {
        var box = new Envelope(point);
        box.expandBy(radius);
        var nearest = new Nearest(point);
        index.query(box, nearest);
        return nearest.distance;
    }

    private static final class Nearest implements ItemVisitor {
        private final Coordinate point;
        private double distance = Double.POSITIVE_INFINITY;

        Nearest(Coordinate point) {
            this.point = point;
        }

        @Override
        public void visitItem(Object border) {
            distance = Math.min(distance, ((LineSegment) border).distance(point));
        }
    }
}
