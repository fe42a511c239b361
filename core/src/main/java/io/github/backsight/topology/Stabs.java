package io.github.backsight.topology;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.locationtech.jts.algorithm.CGAlgorithmsDD;

/// Which edges lie below given points of the plane: an edge that a ray straight down from the point meets.
///
/// Points are sorted by x once; an edge asks only the points in its own range of x, west end included and east end
/// not, so that a ray through a vertex counts once. They are looked for from where the edge before began: edges come in
/// walking order. Used by one thread.
final class Stabs {
    /// A point; `number` says which one it is.
    record Point(double x, double y, int number) {}

    /// What [#edge] calls.
    interface Listener {
        /// The edge lies below `point`; `eastwards` is how it runs.
        void stabbed(Point point, boolean eastwards);
    }

    private final Point[] points;
    private final double[] x;
    private int near;

    Stabs(List<Point> points) {
        this.points = points.stream()
                .sorted(Comparator.comparingDouble(Point::x).thenComparingInt(Point::number))
                .toArray(Point[]::new);
        this.x = Arrays.stream(this.points).mapToDouble(Point::x).toArray();
    }

    /// Calls `listener` for each point that the edge from `a` to `b` lies below.
    void edge(double ax, double ay, double bx, double by, Listener listener) {
        boolean eastwards = ax < bx;
        double west = eastwards ? ax : bx;
        double east = eastwards ? bx : ax;
        near = firstFrom(west);
        for (int i = near; i < x.length && x[i] < east; i++) {
            var point = points[i];
            if (point.y < ay && point.y < by) {
                continue;
            }
            int side = eastwards
                    ? CGAlgorithmsDD.orientationIndex(ax, ay, bx, by, point.x, point.y)
                    : CGAlgorithmsDD.orientationIndex(bx, by, ax, ay, point.x, point.y);
            if (side > 0) {
                listener.stabbed(point, eastwards);
            }
        }
    }

    private int firstFrom(double west) {
        int step = 1;
        int low = near;
        int high = near;
        while (high < x.length && x[high] < west) {
            low = high + 1;
            high += step;
            step <<= 1;
        }
        step = 1;
        while (low > 0 && x[low - 1] >= west) {
            high = low - 1;
            low = Math.max(low - step, 0);
            step <<= 1;
        }
        return between(low, Math.min(high, x.length), west);
    }

    /// {@return the first point from `first` on, but not after `end`, that is not west of `west`}
    private int between(int first, int end, double west) {
        int low = first;
        int high = end;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (x[middle] < west) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
