package io.github.backsight.tile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

/// Polygons that are no polygons, and features over each other: each still makes valid geometry of its own.
class DirtyPolygonsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // The larger wing of a bow-tie decides what is its inside.
                "bow-tie          | POLYGON ((0 0, 90 90, 90 15, 0 60, 0 0)) | 1875",
                "shell twice      | MULTIPOLYGON (((0 0, 100 0, 100 100, 0 100, 0 0)), ((0 0, 100 0, 100 100, 0 100, 0 0))) | 10000",
                "overlapping      | MULTIPOLYGON (((0 0, 100 0, 100 100, 0 100, 0 0)), ((50 50, 150 50, 150 150, 50 150, 50 50))) | 17500",
                "part in a part   | MULTIPOLYGON (((0 0, 100 0, 100 100, 0 100, 0 0)), ((20 20, 50 20, 50 50, 20 50, 20 20))) | 10000",
                "hole outside     | POLYGON ((0 0, 100 0, 100 100, 0 100, 0 0), (200 200, 300 200, 300 300, 200 300, 200 200)) | 10000",
                "hole half out    | POLYGON ((0 0, 100 0, 100 100, 0 100, 0 0), (50 20, 150 20, 150 60, 50 60, 50 20)) | 8000",
                "hole over all    | POLYGON ((0 0, 100 0, 100 100, 0 100, 0 0), (0 0, 100 0, 100 100, 0 100, 0 0)) | 1",
                "spike            | POLYGON ((0 0, 100 0, 100 50, 300 50, 100 50, 100 100, 0 100, 0 0)) | 10000",
                "walked twice     | POLYGON ((0 0, 100 0, 100 100, 0 100, 0 0, 100 0, 100 100, 0 100, 0 0)) | 10000",
            })
    void whatIsWoundAroundMoreOftenForwardIsCovered(String name, String wkt, double area) {
        var cutting = new Drawing().units(2, wkt).cutExactly(2);

        var geometry = Cuttings.only(cutting, 0);

        assertThat(geometry.isValid()).as(geometry.toText()).isTrue();
        assertThat(geometry.getArea()).isEqualTo(area);
    }

    @Test
    void twoFeaturesInTheSamePlaceAreBothDrawn() {
        var cutting = new Drawing()
                .units(2, "POLYGON ((0 0, 100 0, 100 100, 0 100, 0 0))")
                .units(2, "POLYGON ((0 0, 100 0, 100 100, 0 100, 0 0))")
                .cutExactly(2);

        assertThat(Cuttings.features(cutting, 0).values())
                .extracting(Geometry::getArea)
                .containsExactly(10000.0, 10000.0);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void scribbledFeaturesAreValidInEveryTile(long seed) {
        var random = new Random(seed);
        var drawing = new Drawing();
        double size = Math.pow(10, 5 + 3 * random.nextDouble());
        for (int feature = 0; feature < 6; feature++) {
            drawing.grid(scribble(random, 4 + random.nextInt(25), size));
        }
        for (var cutting : drawing.cut(new CutSettings(0, 5, random.nextInt(5), 0, 2))) {
            for (int number = 0; number < cutting.tileCount(); number++) {
                Cuttings.features(cutting, number)
                        .forEach((feature, geometry) -> assertThat(geometry.isValid())
                                .as("%s, feature %d: %s", cutting, feature, geometry)
                                .isTrue());
            }
        }
    }

    private static Geometry scribble(Random random, int count, double size) {
        var ring = new Coordinate[count + 1];
        for (int i = 0; i < count; i++) {
            ring[i] = new Coordinate(Math.rint(random.nextGaussian() * size), Math.rint(random.nextGaussian() * size));
        }
        ring[count] = ring[0];
        return Drawing.geometry().createPolygon(ring);
    }
}
