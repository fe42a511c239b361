package io.github.backsight.spark;

import io.github.backsight.shape.Polygons;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;

/// What features cover, on the grid of degrees.
record Box(int west, int south, int east, int north) implements Serializable {
    /// How many numbers [#putSides] writes.
    static final int SIDES = 4;

    static final Box NOTHING = new Box(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MIN_VALUE, Integer.MIN_VALUE);

    /// {@return the box around all of `features`}
    static Box of(JavaRDD<FeatureRecord> features) {
        return features.map(feature -> of(new Shape.Packed(feature.shape()))).fold(NOTHING, Box::and);
    }

    static Box of(Shape.Packed shape) {
        var box = NOTHING;
        for (int v = 0; v < shape.vertices; v++) {
            box = box.and(new Box(shape.x(v), shape.y(v), shape.x(v), shape.y(v)));
        }
        return box;
    }

    Box and(Box other) {
        return new Box(
                Math.min(west, other.west),
                Math.min(south, other.south),
                Math.max(east, other.east),
                Math.max(north, other.north));
    }

    boolean isEmpty() {
        return west > east;
    }

    /// {@return what [#putSides] wrote}
    static Box ofSides(int[] sides, int first) {
        return new Box(sides[first], sides[first + 1], sides[first + 2], sides[first + 3]);
    }

    /// Writes west, south, east and north to `sides`, from `first` on.
    void putSides(int[] sides, int first) {
        sides[first] = west;
        sides[first + 1] = south;
        sides[first + 2] = east;
        sides[first + 3] = north;
    }

    /// Writes its four corners to `x` and `y`, from `first` on.
    void corners(int[] x, int[] y, int first) {
        System.arraycopy(new int[] {west, east, east, west}, 0, x, first, 4);
        System.arraycopy(new int[] {south, south, north, north}, 0, y, first, 4);
    }

    /// {@return one feature with the box as its one polygon; without one when it is empty}
    Polygons polygons() {
        int count = isEmpty() ? 0 : 1;
        int[] x = new int[4 * count];
        int[] y = new int[4 * count];
        if (!isEmpty()) {
            corners(x, y, 0);
        }
        return new Polygons(
                List.of("0"),
                new int[] {0, count},
                isEmpty() ? new int[] {0} : new int[] {0, 1},
                isEmpty() ? new int[] {0} : new int[] {0, 4},
                x,
                y,
                Optional.empty());
    }
}
