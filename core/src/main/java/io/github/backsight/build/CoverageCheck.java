package io.github.backsight.build;

import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Severity;
import io.github.backsight.parallel.Workers;
import io.github.backsight.shape.Polygons;
import io.github.backsight.topology.Coverage;
import io.github.backsight.topology.CoverageFaults;
import io.github.backsight.topology.Dissolve;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Whether polygons are a clean coverage: what a build would find out about their borders, and the gaps
/// between them.
///
/// A gap is a hole in what all polygons cover together: land, or water, that belongs to none. One that is
/// nowhere wide is a sliver, where two borders should be one. Measured on a sphere of 6,371 km, on a plane
/// that touches it at the gap.
public final class CoverageCheck {
    private static final double METRES_A_DEGREE = Math.PI * 6_371_008.8 / 180;

    /// Metres; borders that should be one are less apart, lakes and parks are wider.
    private static final double SLIVER_WIDTH = 20;

    private CoverageCheck() {}

    /// @param area in square metres
    /// @param width in metres: twice the area by the length of the border, that of a long strip
    private record Gap(double area, double width, double longitude, double latitude) {
        String text() {
            return area >= 100_000
                    ? String.format(Locale.ROOT, "%,.1f km² near %.5f, %.5f", area / 1e6, longitude, latitude)
                    : String.format(Locale.ROOT, "%,.0f m² near %.5f, %.5f", area, longitude, latitude);
        }
    }

    /// {@return what is odd about the borders}
    ///
    /// @param object what findings call the file
    public static List<Finding> of(String object, Polygons polygons, int threads) {
        var coverage = Coverage.of(polygons);
        CoverageFaults faults;
        try (var workers = new Workers(threads)) {
            faults = CoverageFaults.of(coverage, workers);
        }
        var findings = new ArrayList<>(CoverageFindings.of(object, IdentifiedFaults.of(coverage, faults)));
        var gaps = gaps(Dissolve.by(coverage, faults, new int[coverage.featureCount()], 1)
                .polygons());
        var slivers = gaps.stream().filter(gap -> gap.width() < SLIVER_WIDTH).toList();
        var wide = gaps.stream().filter(gap -> gap.width() >= SLIVER_WIDTH).toList();
        if (!slivers.isEmpty()) {
            findings.add(finding(
                    "coverage.sliver",
                    object,
                    slivers,
                    "there are thin gaps between polygons, less than 20 m wide, where two borders should be one",
                    "Repair the source where this matters: such gaps show as hairlines"));
        }
        if (!wide.isEmpty()) {
            findings.add(
                    finding(
                            "coverage.gap",
                            object,
                            wide,
                            "places between the polygons belong to none of them",
                            "Nothing to do where these are water or left out on purpose; otherwise look for polygons that are missing"));
        }
        return findings;
    }

    private static Finding finding(String code, String object, List<Gap> gaps, String message, String action) {
        var largest = gaps.getFirst();
        return new Finding(
                code,
                Severity.INFO,
                object,
                String.format(Locale.ROOT, "largest at %.6f, %.6f", largest.longitude(), largest.latitude()),
                message,
                action,
                gaps.size(),
                gaps.stream().limit(Finding.MOST_EXAMPLES).map(Gap::text).toList());
    }

    /// {@return the holes of polygons, the largest first}
    private static List<Gap> gaps(Polygons covered) {
        var gaps = new ArrayList<Gap>();
        int polygons = covered.polygonStart(covered.featureCount());
        for (int polygon = 0; polygon < polygons; polygon++) {
            for (int ring = covered.ringStart(polygon) + 1; ring < covered.ringStart(polygon + 1); ring++) {
                gaps.add(gap(covered, ring));
            }
        }
        gaps.sort(Comparator.comparingDouble(Gap::area).reversed());
        return gaps;
    }

    private static Gap gap(Polygons covered, int ring) {
        int from = covered.vertexStart(ring);
        int end = covered.vertexStart(ring + 1);
        double west = covered.longitude(from);
        double south = covered.latitude(from);
        double across = METRES_A_DEGREE * Math.cos(Math.toRadians(south));
        double doubled = 0;
        double length = 0;
        for (int vertex = from, last = end - 1; vertex < end; last = vertex++) {
            double x = (covered.longitude(vertex) - west) * across;
            double y = (covered.latitude(vertex) - south) * METRES_A_DEGREE;
            double lastX = (covered.longitude(last) - west) * across;
            double lastY = (covered.latitude(last) - south) * METRES_A_DEGREE;
            doubled += lastX * y - x * lastY;
            length += Math.hypot(x - lastX, y - lastY);
        }
        double area = Math.abs(doubled) / 2;
        return new Gap(area, length > 0 ? 2 * area / length : 0, west, south);
    }
}
