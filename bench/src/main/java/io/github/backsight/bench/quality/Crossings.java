package io.github.backsight.bench.quality;

import java.util.List;
import org.locationtech.jts.algorithm.LineIntersector;
import org.locationtech.jts.algorithm.RobustLineIntersector;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.LineSegment;
import org.locationtech.jts.noding.BasicSegmentString;
import org.locationtech.jts.noding.MCIndexSegmentSetMutualIntersector;
import org.locationtech.jts.noding.SegmentIntersector;
import org.locationtech.jts.noding.SegmentString;

/// Counts where lines cross: where two of them meet in a point that is an end of neither.
final class Crossings implements SegmentIntersector {
    private final LineIntersector lines = new RobustLineIntersector();
    private int met;

    private Crossings() {}

    static int count(List<LineSegment> borders) {
        var strings = borders.stream()
                .map(border -> new BasicSegmentString(new Coordinate[] {border.p0, border.p1}, border))
                .toList();
        var crossings = new Crossings();
        var index = new MCIndexSegmentSetMutualIntersector(strings);
        index.process(strings, crossings);
        // Each is met from both sides.
        return crossings.met / 2;
    }

    @Override
    public void processIntersections(SegmentString one, int start, SegmentString other, int otherStart) {
        lines.computeIntersection(
                one.getCoordinate(start),
                one.getCoordinate(start + 1),
                other.getCoordinate(otherStart),
                other.getCoordinate(otherStart + 1));
        met += lines.hasIntersection() && lines.isProper() ? 1 : 0;
    }

    @Override
    public boolean isDone() {
        return false;
    }
}
