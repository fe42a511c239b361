package io.github.backsight.check;

import io.github.backsight.shape.Polygons;

/// The box of each feature, on the grid of [io.github.backsight.geom.Degrees].
///
/// Layout: four numbers a feature, west, south, east, north; of a feature without polygons west is
/// more than east. Immutable; threads may share it.
final class Boxes {
    private final int[] sides;

    private Boxes(int[] sides) {
        this.sides = sides;
    }

    static Boxes of(Polygons polygons) {
        var sides = new int[polygons.featureCount() * 4];
        for (int feature = 0; feature < polygons.featureCount(); feature++) {
            int west = Integer.MAX_VALUE;
            int south = Integer.MAX_VALUE;
            int east = Integer.MIN_VALUE;
            int north = Integer.MIN_VALUE;
            int firstRing = polygons.ringStart(polygons.polygonStart(feature));
            int endRing = polygons.ringStart(polygons.polygonStart(feature + 1));
            int end = polygons.vertexStart(endRing);
            for (int vertex = polygons.vertexStart(firstRing); vertex < end; vertex++) {
                west = Math.min(west, polygons.x(vertex));
                east = Math.max(east, polygons.x(vertex));
                south = Math.min(south, polygons.y(vertex));
                north = Math.max(north, polygons.y(vertex));
            }
            sides[feature * 4] = west;
            sides[feature * 4 + 1] = south;
            sides[feature * 4 + 2] = east;
            sides[feature * 4 + 3] = north;
        }
        return new Boxes(sides);
    }

    boolean isEmpty(int feature) {
        return west(feature) > east(feature);
    }

    int west(int feature) {
        return sides[feature * 4];
    }

    int south(int feature) {
        return sides[feature * 4 + 1];
    }

    int east(int feature) {
        return sides[feature * 4 + 2];
    }

    int north(int feature) {
        return sides[feature * 4 + 3];
    }

    /// {@return the area of a box in square grid units}
    double area(int feature) {
        return isEmpty(feature)
                ? 0
                : ((double) east(feature) - west(feature)) * ((double) north(feature) - south(feature));
    }

    /// {@return whether the box of `feature` and that of `another` feature of `other` have a point in
    /// common}
    boolean meets(int feature, Boxes other, int another) {
        return west(feature) <= other.east(another)
                && other.west(another) <= east(feature)
                && south(feature) <= other.north(another)
                && other.south(another) <= north(feature);
    }
}
