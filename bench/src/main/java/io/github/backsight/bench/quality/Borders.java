package io.github.backsight.bench.quality;

import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineSegment;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.operation.distance.IndexedFacetDistance;

/// How far a point is from the nearest of some borders, by JTS' index of facets.
final class Borders {
    private static final GeometryFactory FACTORY = new GeometryFactory();

    private final Optional<IndexedFacetDistance> index;
    private final double reach;

    /// @param reach what is farther than this, counts as this
    Borders(List<LineSegment> borders, double reach) {
        this.reach = reach;
        index = borders.isEmpty()
                ? Optional.empty()
                : Optional.of(new IndexedFacetDistance(FACTORY.createMultiLineString(
                        borders.stream().map(Borders::line).toArray(LineString[]::new))));
    }

    private static LineString line(LineSegment border) {
        return FACTORY.createLineString(new Coordinate[] {border.p0, border.p1});
    }

    double distance(Coordinate point) {
        return index.map(borders -> Math.min(reach, borders.distance(FACTORY.createPoint(point))))
                .orElse(reach);
    }
}
