package io.github.backsight.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.AffineTransformation;

/// Random coverages in which something was spoilt, the same for the same seed.
public final class SpoiltCoverage {
    private static final GeometryFactory FACTORY = new GeometryFactory();

    /// What was done to one or more features.
    public enum Spoiler {
        /// Some vertices lie elsewhere for one neighbour than for the other.
        MOVED_VERTICES,
        /// Some vertices are missing for one neighbour.
        MISSING_VERTICES,
        /// A feature lies a little beside its place: it overlaps some neighbours and leaves gaps to others.
        SHIFTED,
        /// A feature is there twice.
        TWICE,
        /// A small copy of a feature lies within it, or nearly so.
        SMALL_COPY_INSIDE,
        /// Two vertices in a row have changed places, so that the border crosses itself.
        BOW_TIE,
        /// A border goes somewhere and straight back.
        SPIKE
    }

    private SpoiltCoverage() {}

    /// {@return the features of a coverage with up to three features spoilt by `spoiler`}
    public static List<Geometry> features(long seed, Spoiler spoiler) {
        var random = new Random(seed * 31 + spoiler.name().hashCode());
        var features = new ArrayList<>(RandomCoverage.features(seed, 30));
        int times = 1 + random.nextInt(3);
        for (int i = 0; i < times; i++) {
            int victim = random.nextInt(features.size());
            var geometry = features.get(victim);
            switch (spoiler) {
                case MOVED_VERTICES, MISSING_VERTICES, BOW_TIE, SPIKE ->
                    features.set(victim, withShell(geometry, spoiler, random));
                case SHIFTED -> features.set(victim, moved(geometry, 1, random));
                case TWICE -> features.add(geometry.copy());
                case SMALL_COPY_INSIDE -> features.add(moved(geometry, 0.3, random));
            }
        }
        return features;
    }

    private static Geometry moved(Geometry geometry, double scale, Random random) {
        var centre = geometry.getInteriorPoint().getCoordinate();
        var copy = AffineTransformation.scaleInstance(scale, scale, centre.x, centre.y)
                .translate(random.nextGaussian() * 0.01, random.nextGaussian() * 0.01)
                .transform(geometry);
        for (var vertex : copy.getCoordinates()) {
            vertex.setX(Math.rint(vertex.x * 1e6) / 1e6);
            vertex.setY(Math.rint(vertex.y * 1e6) / 1e6);
        }
        copy.geometryChanged();
        return copy.isValid() ? copy : geometry.copy();
    }

    /// Changes the shell of one polygon, which loses its holes.
    private static Geometry withShell(Geometry feature, Spoiler spoiler, Random random) {
        var polygons = new Polygon[feature.getNumGeometries()];
        Arrays.setAll(polygons, i -> (Polygon) feature.getGeometryN(i));
        int victim = random.nextInt(polygons.length);
        var shell = new ArrayList<>(List.of(polygons[victim].getExteriorRing().getCoordinates()));
        shell.removeLast();
        int at = random.nextInt(shell.size());
        int next = (at + 1) % shell.size();
        switch (spoiler) {
            case MOVED_VERTICES -> shell.set(at, near(shell.get(at), 0.005, random));
            case MISSING_VERTICES -> {
                if (shell.size() > 3) {
                    shell.remove(at);
                }
            }
            case BOW_TIE -> Collections.swap(shell, at, next);
            case SPIKE -> {
                var foot = shell.get(at);
                shell.add(at + 1, foot.copy());
                shell.add(at + 1, near(foot, 0.05, random));
            }
            case SHIFTED, TWICE, SMALL_COPY_INSIDE -> throw new IllegalArgumentException(spoiler.name());
        }
        shell.add(shell.getFirst().copy());
        polygons[victim] = FACTORY.createPolygon(shell.toArray(Coordinate[]::new));
        return FACTORY.createMultiPolygon(polygons);
    }

    private static Coordinate near(Coordinate place, double degrees, Random random) {
        return new Coordinate(
                Math.rint((place.x + random.nextGaussian() * degrees) * 1e6) / 1e6,
                Math.rint((place.y + random.nextGaussian() * degrees) * 1e6) / 1e6);
    }
}
