package io.github.backsight.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.shape.Polygons;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShapeTest {
    @Test
    void aNegativeZeroComesBackAsOne() {
        var packed = Shape.of(triangle(-0.0), 0);

        assertThat(bits(Shape.together(List.of("a"), List.of(packed)).longitude(0)))
                .isEqualTo(bits(-0.0));
    }

    @Test
    void coordinatesOfTheGridTakeNoDoubles() {
        assertThat(Shape.of(triangle(0.0), 0)).hasSizeLessThan(Shape.of(triangle(-0.0), 0).length);
    }

    private static long bits(double number) {
        return Double.doubleToRawLongBits(number);
    }

    private static Polygons triangle(double west) {
        return new Polygons(
                List.of("a"),
                new int[] {0, 1},
                new int[] {0, 1},
                new int[] {0, 3},
                new int[] {0, 10_000_000, 10_000_000},
                new int[] {0, 0, 10_000_000},
                Optional.of(new Polygons.Source(new double[] {west, 1, 1}, new double[] {0, 0, 1})));
    }
}
