package io.github.backsight.bench.quality;

import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.util.GeometryFixer;

/// Makes invalid polygons fit for computing with them: their faults are counted elsewhere.
final class Mended {
    private Mended() {}

    static Geometry of(Geometry geometry) {
        return geometry.isValid() ? geometry : GeometryFixer.fix(geometry);
    }
}
