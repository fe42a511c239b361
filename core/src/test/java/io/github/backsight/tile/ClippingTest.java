package io.github.backsight.tile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/// Where polygons meet the sides and corners of tiles. All are drawn in units of zoom 3, whose tile 3/3/3 goes
/// from 12288 to 16384, with its buffer from 12208 to 16464.
class ClippingTest {
    private static final int ZOOM = 3;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "inside                    | POLYGON ((13000 13000, 14000 13000, 14000 14000, 13000 14000, 13000 13000))",
                "over all of the tile      | POLYGON ((9000 9000, 20000 9000, 20000 20000, 9000 20000, 9000 9000))",
                "exactly the buffered box  | POLYGON ((12208 12208, 16464 12208, 16464 16464, 12208 16464, 12208 12208))",
                "along the western border  | POLYGON ((11000 13000, 12208 13000, 12208 14000, 11000 14000, 11000 13000))",
                "on both sides of a border | POLYGON ((11000 13000, 12208 13000, 12208 13500, 13000 13500, 13000 14000, 12208 14000, 12208 14500, 11000 14500, 11000 13000))",
                "through two corners       | POLYGON ((12000 12000, 12208 12208, 16464 16464, 17000 17000, 12000 17000, 12000 12000))",
                "over a corner             | POLYGON ((16000 16000, 18000 16000, 18000 18000, 16000 18000, 16000 16000))",
                "touching a corner         | POLYGON ((16464 16464, 18000 16464, 18000 18000, 16464 18000, 16464 16464))",
                "a comb over the north     | POLYGON ((12300 12000, 16300 12000, 16300 12400, 16000 12400, 16000 12100, 15000 12100, 15000 12400, 14000 12400, 14000 12208, 13000 12208, 13000 12400, 12300 12400, 12300 12000))",
                "a hole inside             | POLYGON ((9000 9000, 20000 9000, 20000 20000, 9000 20000, 9000 9000), (13000 13000, 13000 14000, 14000 14000, 14000 13000, 13000 13000))",
                "a hole over all of it     | POLYGON ((9000 9000, 20000 9000, 20000 20000, 9000 20000, 9000 9000), (12000 12000, 12000 17000, 17000 17000, 17000 12000, 12000 12000))",
                "a hole with its border    | POLYGON ((9000 9000, 20000 9000, 20000 20000, 9000 20000, 9000 9000), (12208 12208, 12208 16464, 16464 16464, 16464 12208, 12208 12208))",
                "a hole over a side        | POLYGON ((9000 9000, 20000 9000, 20000 20000, 9000 20000, 9000 9000), (12000 13000, 12000 14000, 13000 14000, 13000 13000, 12000 13000))",
                "a hole at its shell       | POLYGON ((13000 13000, 15000 13000, 15000 15000, 13000 15000, 13000 13000), (13000 13000, 13500 14000, 14000 13500, 13000 13000))",
                "a hole at a side of it    | POLYGON ((12208 13000, 15000 13000, 15000 15000, 12208 15000, 12208 13000), (12208 14000, 13168 14600, 13168 13400, 12208 14000))",
                "a frame round the tile    | POLYGON ((12000 12000, 17000 12000, 17000 17000, 12000 17000, 12000 12000), (12208 12208, 12208 16464, 16464 16464, 16464 12208, 12208 12208))",
                "a horseshoe around it     | POLYGON ((12000 12000, 17000 12000, 17000 17000, 12000 17000, 12000 15000, 12100 15000, 12100 16900, 16900 16900, 16900 12100, 12100 12100, 12100 14000, 12000 14000, 12000 12000))",
                "two parts at a point      | MULTIPOLYGON (((13000 13000, 14000 13000, 14000 14000, 13000 14000, 13000 13000)), ((14000 14000, 15000 14000, 15000 15000, 14000 15000, 14000 14000)))",
                "an island in a hole       | MULTIPOLYGON (((13000 13000, 16000 13000, 16000 16000, 13000 16000, 13000 13000), (13500 13500, 13500 15500, 15500 15500, 15500 13500, 13500 13500)), ((13500 13500, 15000 14000, 14000 15000, 13500 13500)))",
                "the corner of the world   | POLYGON ((0 0, 5000 0, 5000 5000, 0 5000, 0 0))",
                "the eastern end           | POLYGON ((32000 0, 32768 0, 32768 32768, 32000 32768, 32000 0))",
                "the whole world           | POLYGON ((0 0, 32768 0, 32768 32768, 0 32768, 0 0))",
            })
    void everyTileHasWhatJtsCutsOut(String name, String wkt) throws ParseException {
        var cutting = new Drawing().units(ZOOM, wkt).cutExactly(ZOOM);
        var drawn = new WKTReader().read(wkt);
        for (int row = 0; row < 1 << ZOOM; row++) {
            for (int column = 0; column < 1 << ZOOM; column++) {
                var tile = new TileId(ZOOM, column, row);
                var expected = cutOut(drawn, tile);
                if (expected.getArea() == 0) {
                    assertThat(IntStream.range(0, cutting.tileCount())
                                    .noneMatch(number -> cutting.tile(number).equals(tile)))
                            .as("no tile %s", tile)
                            .isTrue();
                } else {
                    var found = Cuttings.only(cutting, Cuttings.number(cutting, tile));
                    assertThat(found.isValid()).as("%s %s", tile, found).isTrue();
                    assertThat(found.symDifference(expected).getArea())
                            .as("%s: %s instead of %s", tile, found, expected)
                            .isZero();
                }
            }
        }
    }

    @Test
    void aFeatureOverAllOfATileIsItsBufferedBox() {
        var cutting = new Drawing()
                .units(ZOOM, "POLYGON ((9000 9000, 20000 9000, 20000 20000, 9000 20000, 9000 9000))")
                .cutExactly(ZOOM);

        assertThat(Cuttings.only(cutting, Cuttings.number(cutting, new TileId(ZOOM, 3, 3)))
                        .getNumPoints())
                .isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 12})
    void aSpeckIsDrawnAsTheSmallestSquareAtTheHighestZoom(int highest) {
        var speck = "POLYGON ((1000.1 1000.1, 1000.3 1000.1, 1000.3 1000.3, 1000.1 1000.1))";

        var cutting = new Drawing()
                .units(highest, speck)
                .cut(Math.max(0, highest - 1), highest)
                .getLast();

        assertThat(cutting.drawnSmallest()).containsExactly(0);
        assertThat(cutting.tileCount()).isEqualTo(1);
        assertThat(Cuttings.only(cutting, 0).norm().toText())
                .isEqualTo("POLYGON ((1000 1000, 1000 1001, 1001 1001, 1001 1000, 1000 1000))");
    }

    @Test
    void aSpeckVanishesBelowTheHighestZoom() {
        var cuttings = new Drawing()
                .units(5, "POLYGON ((1000.1 1000.1, 1000.3 1000.1, 1000.3 1000.3, 1000.1 1000.1))")
                .cut(4, 5);

        assertThat(cuttings.getFirst().vanished()).isEqualTo(1);
        assertThat(cuttings.getFirst().tileCount()).isZero();
    }

    @Test
    void aFeatureWithoutPolygonsIsNowhere() {
        var cutting = new Drawing().units(ZOOM, "POLYGON EMPTY").cutExactly(ZOOM);

        assertThat(cutting.tileCount()).isZero();
        assertThat(cutting.vanished()).isZero();
        assertThat(cutting.drawnSmallest()).isEmpty();
    }

    private static Polygon[] polygons(Geometry geometry) {
        return IntStream.range(0, geometry.getNumGeometries())
                .mapToObj(geometry::getGeometryN)
                .filter(Polygon.class::isInstance)
                .toArray(Polygon[]::new);
    }

    private static Geometry cutOut(Geometry drawn, TileId tile) {
        var box = new Envelope(
                4096.0 * tile.x() - 80, 4096.0 * tile.x() + 4176, 4096.0 * tile.y() - 80, 4096.0 * tile.y() + 4176);
        var cut = drawn.intersection(Drawing.geometry().toGeometry(box));
        var polygons = polygons(cut);
        var moved = Drawing.geometry().createMultiPolygon(polygons).copy();
        moved.apply((org.locationtech.jts.geom.Coordinate place) -> {
            place.x -= 4096.0 * tile.x();
            place.y -= 4096.0 * tile.y();
        });
        moved.geometryChanged();
        return moved;
    }
}
