package io.github.backsight.shape;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Plain coordinates are read past the JSON parser; nobody may be able to tell.
class PlainCoordinatesTest {
    private static final PolygonOptions BY_ID = PolygonOptions.id("GEOID");
    private static final String SQUARE = "[[[0,0],[1,0],[1,1],[0,1],[0,0]]]";
    private static final String DRAWN = "a: 0.0 0.0, 1.0 0.0, 1.0 1.0, 0.0 1.0";

    @TempDir
    private Path folder;

    private Reading reading;

    @BeforeEach
    void begin() {
        reading = new Reading(folder.resolve("us.json"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void plainNumbersAndNumbersWithExponentsAreReadTheSame(long seed) throws IOException {
        var plain = features(new Random(seed), "");
        var exponents = features(new Random(seed), "e0");

        assertThat(Reading.drawn(reading.read(plain, BY_ID).polygons()))
                .hasSize(20)
                .isEqualTo(Reading.drawn(reading.read(exponents, BY_ID).polygons()));
    }

    private static String features(Random random, String exponent) {
        var text = new StringBuilder();
        for (int feature = 0; feature < 20; feature++) {
            boolean single = random.nextBoolean();
            var polygons = IntStream.rangeClosed(1, single ? 1 : 1 + random.nextInt(3))
                    .mapToObj(polygon -> polygon(random, exponent))
                    .toList();
            text.append("{\"type\":\"Feature\",\"properties\":{\"GEOID\":\"")
                    .append(feature)
                    .append("\"},\"geometry\":{\"type\":\"")
                    .append(single ? "Polygon" : "MultiPolygon")
                    .append("\",\"coordinates\":")
                    .append(single ? polygons.getFirst() : "[" + String.join(space(random) + ",", polygons) + "]")
                    .append("}}\n");
        }
        return text.toString();
    }

    private static String polygon(Random random, String exponent) {
        var rings = IntStream.rangeClosed(0, random.nextInt(3))
                .mapToObj(ring -> ring(random, exponent))
                .toList();
        return "[" + String.join("," + space(random), rings) + space(random) + "]";
    }

    private static String ring(Random random, String exponent) {
        var positions = IntStream.range(0, 4 + random.nextInt(5))
                .mapToObj(position -> "[" + space(random) + number(random, 179) + exponent + space(random) + ","
                        + number(random, 89) + exponent + space(random) + "]")
                .toList();
        var between = space(random) + "," + space(random);
        return "[" + String.join(between, positions) + between + positions.getFirst() + "]";
    }

    private static String number(Random random, int most) {
        int places = random.nextInt(8);
        return String.format(Locale.ROOT, "%." + places + "f", (random.nextDouble() * 2 - 1) * most);
    }

    private static String space(Random random) {
        return List.of("", " ", "", " \t", "").get(random.nextInt(5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'Feature','properties':{'GEOID':'a'},'geometry':{'type':'Polygon','coordinates':%s}}",
                "{'geometry':{'coordinates':%s,'type':'Polygon'},'properties':{'GEOID':'a'},'type':'Feature'}",
                "{'type':'Feature','properties':{'GEOID':'a','x':'coordinates'},'geometry':{'type':'Polygon','coordinates':%s}}",
                "{'type':'Feature','geometry':{'type':'Polygon','coordinates':%s},'properties':{'GEOID':'a','x':'coordinates'}}",
                "{'type':'Feature','properties':{'GEOID':'a','coordinates':[[[7,7],[8,7],[8,8],[7,7]]]},'geometry':{'type':'Polygon','coordinates':%s}}",
                "{'type':'Feature','geometry':{'type':'Polygon','coordinates':%s},'properties':{'GEOID':'a','coordinates':[[[7,7],[8,7],[8,8],[7,7]]]}}",
                "{'coordinates':[[[7,7],[8,7],[8,8],[7,7]]],'type':'Feature','properties':{'GEOID':'a'},'geometry':{'type':'Polygon','\\u0063oordinates':%s}}",
                "{'type':'Feature','bbox':[0,0,1,1],'properties':{'GEOID':'a'},'geometry':{'x':{'coordinates':1},'type':'Polygon','coordinates' \t: %s}}"
            })
    void whereverTheWordStandsTheGeometrysOwnCoordinatesAreRead(String layout) throws IOException {
        var text = layout.replace('\'', '"').formatted(SQUARE);

        assertThat(Reading.drawn(reading.read(text, BY_ID).polygons())).containsExactly(DRAWN);
        assertThat(reading.codes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'Polygon','coordinates':true}",
                "{'type':'MultiPolygon','coordinates':[[[0,0],[1,0],[1,1],[0,0]]]}",
                "{'type':'Polygon','coordinates':[[[[0,0],[1,0],[1,1],[0,0]]]]}",
                "{'type':'Polygon','coordinates':[[[0,0],[1,0],[1,1],[0,0]]]]}",
                "{'type':'Polygon','coordinates':[[[0,0],[1,0],[1,1],[0,0],]]}",
                "{'type':'Polygon','coordinates':[[[0,0],[1,0],[1,1],[0,00]]]}",
                "{'type':'Polygon','coordinates':[[[0,0],[1,0],[1,1.],[0,0]]]}",
                "{'type':'Polygon','coordinates':[[[0,0],[1,0],[1,- 1],[0,0]]]}",
                "{'type':'Polygon','coordinates':[[[0,0],[1,0],[1,+1],[0,0]]]}",
                "{'type':'Polygon','coordinates':[[[0,0],[1,0],[1,1]]]}",
                "{'type':'Polygon','coordinates':[[[0,0],[1,0],[1,1],[0,91]]]}",
                "{'type':'LineString','coordinates':[[[0,0],[1,0],[1,1],[0,0]]]}"
            })
    void whatIsNoPolygonIsRefusedAsEver(String geometry) throws IOException {
        var text = "{\"type\":\"Feature\",\"properties\":{\"GEOID\":\"a\"},\"geometry\":" + geometry.replace('\'', '"')
                + "}";

        assertThat(reading.failure(text, BY_ID).code()).isNotEmpty();
    }

    @Test
    void aFeatureThatTurnsOutNotToBePlainLeavesNothingBehind() throws IOException {
        var nearlyPlain = "[[[0,0],[1,0],[1,1],[0,0]],[[0.1,0.1],[0.3,0.1],[0.3,0.3],[1e-1,0.1]]]";
        var text =
                "{\"type\":\"Feature\",\"properties\":{\"GEOID\":\"a\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":"
                        + nearlyPlain + "}}";

        assertThat(Reading.drawn(reading.read(text, BY_ID).polygons()))
                .containsExactly("a: 0.0 0.0, 1.0 0.0, 1.0 1.0 | 0.1 0.1, 0.3 0.1, 0.3 0.3");
    }
}
