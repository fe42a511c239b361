package io.github.backsight.bench.quality;

import java.util.function.Predicate;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.LineSegment;

/// Looks for the point of some lines that is farthest from [Borders]: the directed Hausdorff distance.
///
/// A distance changes by no more than one goes along a line. So a line whose ends are near enough, for its
/// length, needs no look in between; any other is halved, down to an eighth of a pixel. The true maximum is at
/// most half of that, a sixteenth of a pixel, more than what is found.
final class FarthestPoint {
    /// Tile units.
    private static final double SHORTEST = 1;

    private final Borders borders;
    private double distance;
    private Coordinate place = new Coordinate();
    private double excusedDistance;

    FarthestPoint(Borders borders) {
        this.borders = borders;
    }

    /// Looks at all points of a line.
    ///
    /// @param excused whether a point more than a pixel away does not count; asked for such points only
    void along(LineSegment line, Predicate<Coordinate> excused) {
        along(line.p0, seen(line.p0, excused), line.p1, seen(line.p1, excused), excused);
    }

    private void along(Coordinate from, double atFrom, Coordinate to, double atTo, Predicate<Coordinate> excused) {
        double length = from.distance(to);
        if (length <= SHORTEST || (atFrom + atTo + length) / 2 <= distance) {
            return;
        }
        var middle = new Coordinate((from.x + to.x) / 2, (from.y + to.y) / 2);
        double atMiddle = seen(middle, excused);
        along(from, atFrom, middle, atMiddle, excused);
        along(middle, atMiddle, to, atTo, excused);
    }

    private double seen(Coordinate point, Predicate<Coordinate> excused) {
        double here = borders.distance(point);
        if (here > TilePlace.UNITS_A_PIXEL && excused.test(point)) {
            excusedDistance = Math.max(excusedDistance, here);
        } else if (here > distance) {
            distance = here;
            place = point;
        }
        return here;
    }

    /// {@return the distance of the farthest point that counts, in tile units}
    double distance() {
        return distance;
    }

    /// {@return where that is, in tile units}
    Coordinate place() {
        return place;
    }

    /// {@return the distance of the farthest point that does not count, in tile units; 0 when there is none}
    double excusedDistance() {
        return excusedDistance;
    }
}
