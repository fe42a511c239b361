package io.github.backsight.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.ByteOrderValues;
import org.locationtech.jts.io.WKBWriter;

class WellKnownBinaryTest {
    private static final GeometryFactory FACTORY = new GeometryFactory();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whatJtsWritesIsReadAsItIsInAnyOrderOfBytesWithHeightsAndReferenceSystems(long seed) throws Fault {
        var random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            var geometry = random(random);
            geometry.setSRID(4326);
            for (int order : new int[] {ByteOrderValues.BIG_ENDIAN, ByteOrderValues.LITTLE_ENDIAN}) {
                for (int ordinates : new int[] {2, 3}) {
                    byte[] bytes = new WKBWriter(ordinates, order, random.nextBoolean()).write(geometry);

                    var batch = read(bytes);

                    assertThat(Reading.drawn(batch.build().polygons())).containsExactly(drawn(geometry));
                    assertThat(batch.geometry().tookHeights()).isEqualTo(ordinates == 3 && !geometry.isEmpty());
                }
            }
        }
    }

    @Test
    void bytesThatAreCutOrChangedEndInAFaultOrAGeometry() throws Fault {
        var random = new Random(7);
        for (int i = 0; i < 300; i++) {
            byte[] whole = new WKBWriter(2, 1 + i % 2).write(random(random));
            byte[] cut = Arrays.copyOf(whole, random.nextInt(whole.length));
            assertThatThrownBy(() -> read(cut)).isInstanceOf(Fault.class).hasMessageContaining("ends too early");

            byte[] changed = whole.clone();
            changed[random.nextInt(whole.length)] = (byte) random.nextInt(256);
            try {
                read(changed);
            } catch (Fault expected) {
                assertThat(expected).hasMessageMatching("(?s).+");
            }
        }
    }

    private static Batch read(byte[] bytes) throws Fault {
        var batch = new Batch(PolygonOptions.numbered(), "map.parquet");
        batch.begin();
        new WellKnownBinary(batch.geometry(), batch.polygons()).read(ByteBuffer.wrap(bytes));
        batch.polygons().endFeature("0");
        return batch;
    }

    private static Geometry random(Random random) {
        if (random.nextInt(10) == 0) {
            return random.nextBoolean() ? FACTORY.createPolygon() : FACTORY.createMultiPolygon();
        }
        if (random.nextBoolean()) {
            return polygon(random);
        }
        return FACTORY.createMultiPolygon(random.ints(1 + random.nextInt(4))
                .mapToObj(unused -> polygon(random))
                .toArray(Polygon[]::new));
    }

    private static Polygon polygon(Random random) {
        return FACTORY.createPolygon(
                ring(random),
                random.ints(random.nextInt(3)).mapToObj(unused -> ring(random)).toArray(LinearRing[]::new));
    }

    /// Not valid as polygons are, but what is read are positions.
    private static LinearRing ring(Random random) {
        var positions = new ArrayList<Coordinate>();
        for (int i = 0; i < 3 + random.nextInt(5); i++) {
            positions.add(new Coordinate(degrees(random, 180), degrees(random, 90), random.nextDouble()));
        }
        positions.add(positions.getFirst());
        return FACTORY.createLinearRing(positions.toArray(Coordinate[]::new));
    }

    private static double degrees(Random random, int most) {
        double degrees = (random.nextDouble() * 2 - 1) * most;
        return random.nextBoolean() ? degrees : Math.rint(degrees * 1e6) / 1e6;
    }

    private static String drawn(Geometry geometry) {
        var polygons = new ArrayList<String>();
        for (int i = 0; i < geometry.getNumGeometries(); i++) {
            var polygon = (Polygon) geometry.getGeometryN(i);
            if (!polygon.isEmpty()) {
                var rings = new ArrayList<>(List.of(drawn(polygon.getExteriorRing())));
                for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
                    rings.add(drawn(polygon.getInteriorRingN(hole)));
                }
                polygons.add(String.join(" | ", rings));
            }
        }
        return "0: " + String.join(" / ", polygons);
    }

    private static String drawn(LinearRing ring) {
        return String.join(
                ", ",
                Arrays.stream(ring.getCoordinates())
                        .limit(ring.getNumPoints() - 1L)
                        .map(position -> position.x + " " + position.y)
                        .toList());
    }
}
