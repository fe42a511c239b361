package io.github.backsight.shape;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Coordinates as another reader, a tree of Jackson's databind, sees them.
class CoordinatesTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "1,10000000",
        "-0.5,-5000000",
        "179.1234567,1791234567",
        "-0.0000001,-1",
        "1.50000000000,15000000",
        "0.12345678,OFF",
        "1e2,OFF",
        "1.5E1,OFF",
        "1234567890,OFF",
        "999999999.9999999,9999999999999999",
        "-0,0"
    })
    void decimalsThatTheGridHoldsAreTakenExactly(String text, String grid) {
        long expected = grid.equals("OFF") ? Decimals.OFF_GRID : Long.parseLong(grid);

        assertThat(Decimals.toGrid(("x" + text + "y").toCharArray(), 1, text.length()))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "seed {0}, {1} decimals")
    @CsvSource({"1, 6", "2, 7", "3, 15", "4, 0", "5, 9"})
    void law7_coordinatesEqualThoseOfAnIndependentParseAtAnyThreadCount(long seed, int decimals) throws IOException {
        var text = drawn(new Random(seed), decimals);
        var reading = new Reading(folder.resolve("us.json"));

        var polygons = reading.read(text, PolygonOptions.id("GEOID"), 1).polygons();

        assertThat(Reading.drawn(polygons)).isEqualTo(independently(text));
        assertThat(Reading.drawn(
                        reading.read(text, PolygonOptions.id("GEOID"), 3).polygons()))
                .isEqualTo(Reading.drawn(polygons));
        assertThat(polygons.finerThanGrid()).isEqualTo(decimals > 7);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void oneFinerCoordinateKeepsTheDoublesOfTheWholeFile(long seed) throws IOException {
        var text = drawn(new Random(seed), 6).replaceFirst("\"f17\"(.*?)(\\d\\.\\d+)", "\"f17\"$1$2000000123");
        var reading = new Reading(folder.resolve("us.json"));

        var polygons = reading.read(close(text), PolygonOptions.id("GEOID"), 2).polygons();

        assertThat(polygons.finerThanGrid()).isTrue();
        assertThat(Reading.drawn(polygons)).isEqualTo(independently(close(text)));
    }

    private static String close(String text) {
        var tree = JsonMapper.shared().readTree(text);
        for (var feature : tree.get("features")) {
            for (var polygon : polygons(feature.get("geometry"))) {
                for (var ring : polygon) {
                    ((tools.jackson.databind.node.ArrayNode) ring).set(ring.size() - 1, ring.get(0));
                }
            }
        }
        return tree.toString();
    }

    private static List<String> independently(String text) {
        var features = new ArrayList<String>();
        for (var feature : JsonMapper.shared().readTree(text).get("features")) {
            features.add(feature.get("properties").get("GEOID").asString() + ": "
                    + String.join(
                            " / ",
                            polygons(feature.get("geometry")).stream()
                                    .map(CoordinatesTest::rings)
                                    .toList()));
        }
        return features;
    }

    private static List<JsonNode> polygons(JsonNode geometry) {
        var coordinates = geometry.get("coordinates");
        return geometry.get("type").asString().equals("Polygon")
                ? List.of(coordinates)
                : coordinates.valueStream().toList();
    }

    private static String rings(JsonNode polygon) {
        return String.join(
                " | ",
                polygon.valueStream()
                        .map(ring -> String.join(
                                ", ",
                                IntStream.range(0, ring.size() - 1)
                                        .mapToObj(ring::get)
                                        .map(position -> position.get(0).asDouble() + " "
                                                + position.get(1).asDouble())
                                        .toList()))
                        .toList());
    }

    private static String drawn(Random random, int decimals) {
        var features = new ArrayList<String>();
        for (int number = 0; number < 400; number++) {
            boolean multi = random.nextInt(4) == 0;
            var polygons = IntStream.rangeClosed(0, multi ? random.nextInt(3) : 0)
                    .mapToObj(unused -> polygon(random, decimals))
                    .toList();
            features.add("{\"type\":\"Feature\",\"properties\":{\"GEOID\":\"f" + number
                    + "\"},\"geometry\":{\"type\":\"" + (multi ? "MultiPolygon" : "Polygon") + "\",\"coordinates\":"
                    + (multi ? polygons : polygons.getFirst()) + "}}");
        }
        return "{\"type\":\"FeatureCollection\",\"features\":[" + String.join(",\n", features) + "]}";
    }

    private static String polygon(Random random, int decimals) {
        return IntStream.rangeClosed(0, random.nextInt(2))
                .mapToObj(unused -> {
                    var ring = new ArrayList<String>();
                    for (int vertex = 3 + random.nextInt(9); vertex > 0; vertex--) {
                        ring.add("[" + decimal(random, 60, decimals) + ", " + decimal(random, 89, decimals) + "]");
                    }
                    ring.add(ring.getFirst());
                    return ring.toString();
                })
                .toList()
                .toString();
    }

    private static String decimal(Random random, int most, int decimals) {
        var value =
                BigDecimal.valueOf(random.nextDouble(-most, most)).setScale(Math.max(1, decimals), RoundingMode.DOWN);
        return decimals == 0 ? Integer.toString(value.intValue()) : value.toPlainString();
    }
}
