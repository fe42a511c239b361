package io.github.backsight.shape;

import static io.github.backsight.shape.GeoJsonReadingTest.collection;
import static io.github.backsight.shape.GeoJsonReadingTest.feature;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.backsight.finding.BadInputException;
import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Severity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadGeoJsonTest {
    private static final PolygonOptions BY_ID = PolygonOptions.id("GEOID");
    private static final String SQUARE = "[[[0,0],[1,0],[1,1],[0,1],[0,0]]]";
    private static final String GOOD = feature("good", SQUARE);

    @TempDir
    private Path folder;

    private Reading reading;

    @BeforeEach
    void begin() {
        reading = new Reading(folder.resolve("us.json"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "[[[0,0],[1,0],[1,1],[0,1]]]; shape.open-ring",
                "[[[0,0],[1,0],[0,0]]]; shape.short-ring",
                "[[]]; shape.short-ring",
                "[[[0,0],[1,0],[1,NaN],[0,0]]]; shape.not-finite",
                "[[[0,0],[-Infinity,0],[1,1],[0,0]]]; shape.not-finite",
                "[[[0,0],[1e999,0],[1,1],[0,0]]]; shape.not-finite",
                "[[[0,0],[\"1\",0],[1,1],[0,0]]]; shape.coordinate",
                "[[[0,0],[1],[1,1],[0,0]]]; shape.coordinate",
                "[[[0,0],[1,null],[1,1],[0,0]]]; shape.coordinate",
                "[[[0,0],[180.1,0],[1,1],[0,0]]]; shape.off-earth",
                "[[[0,0],[0,-91],[1,1],[0,0]]]; shape.off-earth",
                "[[0,0],[1,0],[1,1],[0,0]]; shape.layout",
                "[[[[0,0],[1,0],[1,1],[0,0]]]]; shape.coordinate",
                "7; shape.layout",
            })
    void law9_aFeatureThatCannotBeMappedIsRefusedWithItsPlace(String coordinates, String code) throws IOException {
        var text = collection(GOOD, feature("bad", coordinates));

        var failure = reading.failure(text, BY_ID);

        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.place())
                .isEqualTo("feature 1, byte " + text.lastIndexOf("{\"type\":\"Feature\"") + ", id bad");
        assertThat(failure.action()).isNotBlank();
    }

    @Test
    void law9_projectedAndSwappedCoordinatesAreToldApart() throws IOException {
        var projected = collection(
                feature("a", "[[[500000.25,4100000],[500001,4100000],[500001,4100001],[500000.25,4100000]]]"));
        var swapped = collection(feature("a", "[[[39,-119],[39,-118],[40,-118],[39,-119]]]"));

        assertThat(reading.failure(projected, BY_ID).message())
                .isEqualTo(
                        "the position 500000.25, 4100000.0 is outside of longitude ±180, latitude ±90: it seems to be"
                                + " projected");
        assertThat(reading.failure(swapped, BY_ID).action()).isEqualTo("Write longitude first, latitude second");
    }

    @Test
    void law9_longitudesThatCountOnBeyondTheAntimeridianAreToldFromProjectedOnes() throws IOException {
        var over = collection(feature("a", "[[[179,50],[180.5,50],[180.5,51],[179,50]]]"));
        var around = collection(feature("a", "[[[359,50],[360,50],[360,51],[359,50]]]"));

        assertThat(reading.failure(over, BY_ID).message()).endsWith("seem to count on beyond the antimeridian");
        assertThat(reading.failure(around, BY_ID).action()).startsWith("Cut the polygons at the antimeridian");
    }

    @Test
    void theEndsOfTheEarthAreOnIt() throws IOException {
        var world = "[[[-180,-90],[180,-90],[180.00000000000003,90],[-180,90],[-180,-90]]]";

        assertThat(reading.read(collection(feature("a", world)), BY_ID)
                        .polygons()
                        .vertexCount())
                .isEqualTo(4);
        assertThat(reading.codes()).isEmpty();
    }

    @Test
    void law9_aRingAcrossTheAntimeridianIsAWarning() throws IOException {
        reading.read(collection(feature("a", "[[[179,0],[-179,0],[-179,1],[179,1],[179,0]]]")), BY_ID);

        assertThat(reading.codes()).containsExactly("shape.antimeridian");
        assertThat(reading.findings().getFirst().severity()).isEqualTo(Severity.WARN);
    }

    @Test
    void law9_heightsAreLeftOutWithAWarning() throws IOException {
        var polygons = reading.read(collection(feature("a", "[[[0,0,9],[1,0,9],[1,1,9],[0,0,9]]]")), BY_ID)
                .polygons();

        assertThat(Reading.drawn(polygons)).containsExactly("a: 0.0 0.0, 1.0 0.0, 1.0 1.0");
        assertThat(reading.codes()).containsExactly("shape.heights");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"GeometryCollection\",\"geometries\":[{\"type\":\"Polygon\",\"coordinates\":[]}]}",
                "{\"type\":\"Point\",\"coordinates\":[1,2]}",
                "{\"coordinates\":[[1,2],[3,4]],\"type\":\"LineString\"}"
            })
    void law9_otherGeometriesAreRefused(String geometry) throws IOException {
        var failure = reading.failure(collection(withGeometry(geometry)), BY_ID);

        assertThat(failure.code()).isEqualTo("shape.geometry-type");
        assertThat(failure.place()).endsWith("id a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{\"type\":\"Polygon\",\"coordinates\":[]}",
                "{\"type\":\"MultiPolygon\",\"coordinates\":[]}",
                "{\"type\":\"MultiPolygon\",\"coordinates\":[[]]}",
                "{\"type\":\"Polygon\",\"coordinates\":null}"
            })
    void emptyGeometriesAreCounted(String geometry) throws IOException {
        var polygons =
                reading.read(collection(withGeometry(geometry), GOOD), BY_ID).polygons();

        assertThat(polygons.ids()).containsExactly("a", "good");
        assertThat(polygons.polygonCount()).isEqualTo(1);
        assertThat(reading.codes()).containsExactly("shape.no-geometry");
        assertThat(reading.findings().getFirst().severity()).isEqualTo(Severity.INFO);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "''; shape.empty",
                "'  \n '; shape.empty",
                "hello, world; shape.not-json",
                "<html></html>; shape.not-json",
                "[1,2]; shape.wrong-root",
                "7; shape.wrong-root",
                "{\"a\":1}; shape.wrong-root",
                "{\"type\":\"Polygon\",\"coordinates\":[]}; shape.wrong-root",
                "'{\"type\":\"Feature\",\n\"properties\":{\"GEOID\":\"a\"},\"geometry\":null}'; shape.wrong-root",
                "{\"type\":\"FeatureCollection\",\"features\":[]}; shape.no-features",
                "{\"type\":\"FeatureCollection\"}; shape.no-features",
                "{\"type\":\"FeatureCollection\",\"features\":null}; shape.no-features",
                "{\"features\":[],\"type\":\"Topology\"}; shape.wrong-root",
                "{\"type\":\"FeatureCollection\",\"features\":[]}}; shape.not-json",
                "{\"type\":\"FeatureCollection\",\"features\":[]} {}; shape.layout",
                "{\"type\":\"FeatureCollection\",\"features\":[],\"features\":[]}; shape.layout",
                "{\"type\":\"FeatureCollection\",\"features\":[1]}; shape.not-json",
                "{\"type\":\"FeatureCollection\",\"features\":[{}]}; shape.layout",
                "{\"type\":\"FeatureCollection\",\"features\":[{},]}; shape.layout",
                "{\"type\":\"FeatureCollection\",\"features\":[{]]}; shape.not-json",
                "{\"type\":\"FeatureCollection\",\"features\":[{\"a\"}]}; shape.not-json",
                "{\"type\":\"FeatureCollection\",\"features\":[{\"a\":[}; shape.truncated",
                "{\"type\":\"FeatureCollection\",\"features\":[; shape.truncated",
                "{\"type\":\"FeatureColl; shape.truncated",
            })
    void law9_aFileThatIsNoCollectionIsRefused(String text, String code) throws IOException {
        assertThat(reading.failure(text == null ? "" : text, BY_ID).code()).isEqualTo(code);
    }

    @Test
    void law9_damageIsToldWithItsByte() throws IOException {
        var text = collection(GOOD, GOOD.replace("1,1", "1;1"));

        var failure = reading.failure(text, BY_ID);

        assertThat(failure.code()).isEqualTo("shape.not-json");
        assertThat(failure.place()).startsWith("feature 1, byte 2");
        assertThat(Integer.parseInt(failure.place().replaceAll(".* ", "")))
                .isBetween(text.indexOf(';') - 1, text.indexOf(';') + 1);
    }

    @Test
    void law9_deepNestingIsRefused() throws IOException {
        var deep = "[".repeat(10_000) + "]".repeat(10_000);

        assertThat(reading.failure(collection(feature("a", deep)), BY_ID).code())
                .isEqualTo("shape.too-deep");
        assertThat(reading.failure("{\"x\":" + deep + "}", BY_ID).code()).isEqualTo("shape.too-deep");
    }

    @Test
    void law9_aTextThatIsNotUtf8IsRefused() {
        assertThatThrownBy(() ->
                        reading.read(collection(GOOD).getBytes(java.nio.charset.StandardCharsets.UTF_16), BY_ID, 1))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("not UTF-8");
    }

    @Test
    void law9_featuresWithoutIdAreCountedAndTheNearestNameIsTold() throws IOException {
        var failure = reading.failure(collection(GOOD, GOOD), PolygonOptions.id("GEOID10"));

        assertThat(failure.code()).isEqualTo("shape.no-id");
        assertThat(failure.count()).isEqualTo(2);
        assertThat(failure.message()).isEqualTo("a feature has no property 'GEOID10'; the nearest is 'GEOID'");
    }

    @Test
    void law9_duplicateIdsAreRefused() throws IOException {
        assertThat(reading.failure(collection(GOOD, GOOD), BY_ID).examples())
                .containsExactly("good at kept feature 0 and kept feature 1");
    }

    @Test
    void law9_numericIdsThatLostTheirZerosAreAWarning() throws IOException {
        var text = collection(
                feature("1001", SQUARE).replace("\"1001\"", "1001"),
                feature("11001", SQUARE).replace("\"11001\"", "11001"),
                feature("21001", SQUARE));

        assertThat(reading.read(text, BY_ID).polygons().ids()).containsExactly("1001", "11001", "21001");
        assertThat(reading.codes()).containsExactly("shape.numeric-id", "shape.short-id");
        assertThat(reading.findings()).extracting(Finding::count).containsExactly(2L, 1L);
    }

    @Test
    void law9_aDropPropertyThatNobodyHasIsAWarning() throws IOException {
        reading.read(collection(GOOD), BY_ID.withDropWhenZero("ALAND"));

        assertThat(reading.codes()).containsExactly("shape.no-drop-property");
    }

    @Test
    void law9_inADamagedZipTheDamageIsToldNotWhatItLooksLike() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(packed)) {
            zip.setLevel(0);
            zip.putNextEntry(new ZipEntry("us.json"));
            zip.write(collection(GOOD).getBytes(UTF_8));
        }
        byte[] bytes = packed.toByteArray();
        bytes[new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("geometry") + 10] = '!';

        assertThatThrownBy(() -> reading.read(bytes, BY_ID, 1)).isInstanceOf(BadInputException.class);
        assertThat(reading.codes()).contains("content.zip-crc");
    }

    @Test
    void law7_findingsAreTheSameForAnyNumberOfThreads() throws IOException {
        var text = new StringBuilder(GOOD);
        for (int number = 0; number < 30_000; number++) {
            text.append(",\n")
                    .append(
                            switch (number % 1000) {
                                case 13 -> feature("o" + number, "[[[0,0],[1,0],[1,1],[0,1]]]");
                                case 7 -> feature("h" + number, "[[[0,0,1],[1,0,1],[1,1,1],[0,0,1]]]");
                                default -> feature("f" + number, SQUARE);
                            });
        }
        var whole = collection(text.toString());

        reading.failure(whole, BY_ID);
        var two = reading.findings();
        assertThatThrownBy(() -> reading.read(whole, BY_ID, 1)).isInstanceOf(BadInputException.class);

        assertThat(reading.findings()).isEqualTo(two);
        assertThat(two).extracting(Finding::count).containsExactly(30L, 30L);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void law9_damageAnywhereIsAFindingOrNoDamage(long seed) throws IOException {
        var random = new Random(seed);
        byte[] good = collection(GOOD, feature("ü\\\"]", "[[[0,0],[1.25,0],[1,1e0],[0,0]]]"), withGeometry("null"))
                .getBytes(UTF_8);
        for (int round = 0; round < 300; round++) {
            byte[] bad = random.nextBoolean() ? Arrays.copyOf(good, random.nextInt(good.length)) : good.clone();
            for (int flips = random.nextInt(4); flips > 0 && bad.length > 0; flips--) {
                bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
            }
            try {
                reading.read(bad, BY_ID.withProperties(), 1);
            } catch (BadInputException expected) {
                assertThat(expected.getMessage()).contains("us.json");
            }
        }
    }

    private static String withGeometry(String geometry) {
        return "{\"type\":\"Feature\",\"properties\":{\"GEOID\":\"a\"},\"geometry\":" + geometry + "}";
    }
}
