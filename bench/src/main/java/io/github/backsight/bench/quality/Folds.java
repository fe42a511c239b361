package io.github.backsight.bench.quality;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.locationtech.jts.algorithm.RobustLineIntersector;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.LineSegment;

/// Tells where a strip of land or water is too thin for both of its sides to be drawn: an inlet, a spit, a river.
///
/// Rounding lays two borders of such a strip on each other, and what both then enclose is nothing.
final class Folds {
    /// Straight across the border to either side, and half-way to its own directions.
    private static final List<Double> ACROSS = Stream.of(0.25, 0.5, 0.75, -0.25, -0.5, -0.75)
            .map(turn -> turn * Math.PI)
            .toList();
    /// A border that passes a point this near passes through it; in Mercator units.
    private static final double HERE = 0.01;

    private final SourceMap source;
    private final double thin;

    /// @param thin how wide a strip is at most that counts as too thin, in units of
    /// [io.github.backsight.geom.Mercator]
    Folds(SourceMap source, double thin) {
        this.source = source;
        this.thin = thin;
    }

    /// {@return whether the border that begins at the vertex `from` bounds such a strip at `point`, or ends one}
    boolean at(int from, Coordinate point) {
        int to = source.next(from);
        double along = Math.atan2(source.y(to) - source.y(from), source.x(to) - source.x(from));
        return ACROSS.stream().anyMatch(turn -> hasOpposite(point, along + turn)) || turnsBack(from, point);
    }

    /// Whether a border lies opposite, in one direction.
    private boolean hasOpposite(Coordinate point, double direction) {
        var across = new Coordinate(point.x + Math.cos(direction) * thin, point.y + Math.sin(direction) * thin);
        var met = new AtomicBoolean();
        source.borders(new Envelope(point, across), (from, to) -> {
            if (!met.get() && new LineSegment(place(from), place(to)).distance(point) > HERE) {
                var lines = new RobustLineIntersector();
                lines.computeIntersection(point, across, place(from), place(to));
                met.set(lines.hasIntersection());
            }
        });
        return met.get();
    }

    /// Whether the ring comes back to near where it was.
    private boolean turnsBack(int from, Coordinate point) {
        return walk(source.next(from), point, true).distance(walk(from, point, false)) < thin;
    }

    /// {@return the place on the ring that is `thin` away from `point`, measured along the ring}
    private Coordinate walk(int first, Coordinate point, boolean forward) {
        double left = thin;
        var here = point;
        int vertex = first;
        // A ring that is shorter than this is a fold as a whole, and the way once around it is enough.
        for (boolean begun = false; !begun || vertex != first; begun = true) {
            var there = place(vertex);
            double step = here.distance(there);
            if (step >= left) {
                return new Coordinate(
                        here.x + (there.x - here.x) * left / step, here.y + (there.y - here.y) * left / step);
            }
            left -= step;
            here = there;
            vertex = forward ? source.next(vertex) : source.previous(vertex);
        }
        return here;
    }

    private Coordinate place(int vertex) {
        return new Coordinate(source.x(vertex), source.y(vertex));
    }
}
