package io.github.backsight.shape;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.table.Column;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeoJsonReadingTest {
    private static final PolygonOptions BY_ID = PolygonOptions.id("GEOID");
    private static final String SQUARE = "[[[0,0],[1,0],[1,1],[0,1],[0,0]]]";

    @TempDir
    private Path folder;

    private Reading reading;

    @BeforeEach
    void begin() {
        reading = new Reading(folder.resolve("us.json"));
    }

    @Test
    void ringsAreOpenAndKeepOrderWindingAndRepeatedVertices() throws IOException {
        var polygons = read("[[[0,0],[0,0],[1.5,0],[1,-1.0000001],[0,0]],[[0.1,0],[0.2,0],[0.2,0.1],[0.1,0]]]");

        assertThat(Reading.drawn(polygons))
                .containsExactly("a: 0.0 0.0, 0.0 0.0, 1.5 0.0, 1.0 -1.0000001 | 0.1 0.0, 0.2 0.0, 0.2 0.1");
        assertThat(polygons.finerThanGrid()).isFalse();
        assertThat(reading.codes()).isEmpty();
    }

    @Test
    void coordinatesFinerThanTheGridAreKeptAsTheSourceHasThem() throws IOException {
        var polygons = read("[[[0.123456789012345,0],[1e0,0],[1,1],[0.5,1],[0.123456789012345,0]]]");

        assertThat(Reading.drawn(polygons)).containsExactly("a: 0.123456789012345 0.0, 1.0 0.0, 1.0 1.0, 0.5 1.0");
        assertThat(polygons.finerThanGrid()).isTrue();
        assertThat(polygons.x(0)).isEqualTo(1234568);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"FeatureCollection\",\"features\":[%s,%s]}",
                "{\"features\":[%s,%s],\"type\":\"FeatureCollection\"}",
                "\uFEFF { \"type\" :\n\"FeatureCollection\" , \"features\"\t:\r\n[ %s\n,\n%s ] }\n\n",
                "{\"type\":\"FeatureCollection\",\"crs\":{\"features\":[1,{\"a\":\"]}\"}]},\"features\":[%s,%s],\"x\":[[],{}]}",
                "{\"note\":\"\\\"features\\\":[\\\\\",\"type\":\"FeatureCollection\",\"bbox\":[0,0,1,1],\"features\":[%s,%s]}",
                "{\"\":null,\"n\":-1e5,\"t\":true,\"features\":[%s,%s],\"type\":\"FeatureCollection\",\"y\":\"ü€\"}",
                "%s\n%s\n",
                "%s\r\n\r\n%s",
                "\u001E%s\n\u001E%s\n",
                "%s %s"
            })
    void anyLayoutGivesTheSameFeatures(String layout) throws IOException {
        var text = layout.formatted(feature("a", SQUARE), feature("b}],", SQUARE));

        assertThat(reading.read(text, BY_ID).polygons().ids()).containsExactly("a", "b}],");
        assertThat(reading.codes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"Feature\",\"properties\":{\"GEOID\":\"a\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":%s}}",
                "{\"geometry\":{\"coordinates\":%s,\"type\":\"Polygon\"},\"properties\":{\"GEOID\":\"a\"},\"type\":\"Feature\"}",
                "{\"bbox\":[1],\"geometry\":{\"bbox\":[[2]],\"coordinates\":%s,\"x\":{},\"type\":\"Polygon\"},"
                        + "\"properties\":{\"x\":{\"GEOID\":[\"no\"]},\"GEOID\":\"a\"},\"type\":\"Feature\",\"id\":7}"
            })
    void membersOfAFeatureStandInAnyOrder(String layout) throws IOException {
        var polygons = reading.read(collection(layout.formatted(SQUARE)), BY_ID).polygons();

        assertThat(Reading.drawn(polygons)).containsExactly("a: 0.0 0.0, 1.0 0.0, 1.0 1.0, 0.0 1.0");
    }

    @Test
    void theOwnIdOfAFeatureIsUsedUnderTheNameId() throws IOException {
        var text = collection("""
                {"type":"Feature","id":"x","properties":null,"geometry":null},
                {"type":"Feature","id":"y","properties":{"id":"z"},"geometry":null}""");

        assertThat(reading.read(text, PolygonOptions.id("id")).polygons().ids()).containsExactly("x", "z");
        assertThat(reading.codes()).containsExactly("shape.no-geometry");
    }

    @Test
    void featuresWithoutConfiguredIdAreNumbered() throws IOException {
        var text = collection(feature("a", SQUARE) + "," + feature("a", SQUARE));

        assertThat(reading.read(text, PolygonOptions.numbered()).polygons().ids())
                .containsExactly("0", "1");
    }

    @Test
    void featuresWhosePropertyIsZeroAreLeftOut() throws IOException {
        var text = collection(land("a", "0"), land("b", "12"), land("c", "0.0"), land("d", "\"0\""), land("e", "null"));

        var features = reading.read(text, BY_ID.withDropWhenZero("ALAND").withProperties());

        assertThat(features.polygons().ids()).containsExactly("b", "e");
        assertThat(features.dropped()).isEqualTo(3);
        assertThat(features.properties().orElseThrow().ids()).containsExactly("b", "e");
        assertThat(features.properties()
                        .orElseThrow()
                        .column("ALAND")
                        .orElseThrow()
                        .isBlank(1))
                .isTrue();
    }

    @Test
    void propertiesBecomeColumnsOfTheirJsonKind() throws IOException {
        var text = collection(
                properties(
                        "\"GEOID\":\"a\",\"n\":1.50,\"t\":true,\"mixed\":1,\"deep\":{\"k\":[1.0,\"x\"]},\"gone\":null"),
                properties("\"late\":\"ü\",\"GEOID\":\"b\",\"t\":false,\"n\":-2e3,\"mixed\":\"1\",\"n\":9"));

        var table = reading.read(text, BY_ID.withProperties()).properties().orElseThrow();

        assertThat(table.columns())
                .extracting(column -> column.name() + " " + column.kind())
                .containsExactly(
                        "GEOID TEXT", "n NUMBER", "t TRUTH", "mixed TEXT", "deep TEXT", "gone TEXT", "late TEXT");
        assertThat(cells(table.column("n").orElseThrow())).containsExactly("1.50", "-2e3");
        assertThat(cells(table.column("deep").orElseThrow())).containsExactly("{\"k\":[1.0,\"x\"]}", "");
        assertThat(cells(table.column("late").orElseThrow())).containsExactly("", "ü");
    }

    @Test
    void propertiesThatAreNotFiniteAreBlank() throws IOException {
        var text = collection(
                properties("\"GEOID\":\"a\",\"n\":NaN"),
                properties("\"GEOID\":\"b\",\"n\":1e999"),
                properties("\"GEOID\":\"c\",\"n\":3"));

        var table = reading.read(text, BY_ID.withProperties()).properties().orElseThrow();

        assertThat(cells(table.column("n").orElseThrow())).containsExactly("", "", "3");
        assertThat(reading.codes()).containsExactly("shape.no-geometry", "shape.property-not-finite");
    }

    @Test
    void featuresLargerThanABlockAndManyBlocksAreRead() throws IOException {
        var large = new StringBuilder("[[[0,0]");
        for (int vertex = 1; vertex < 150_000; vertex++) {
            large.append(",[0.").append(1_000_000 + vertex).append(",1]");
        }
        large.append(",[0,0]]]");
        var text = new StringBuilder();
        for (int number = 0; number < 12_000; number++) {
            text.append(number == 0 ? "" : ",\n")
                    .append(feature("f" + number, number == 5_000 ? large.toString() : SQUARE));
        }
        var whole = collection(text.toString());

        var one = reading.read(whole, BY_ID, 1).polygons();
        var three = reading.read(whole, BY_ID, 3).polygons();

        assertThat(one.vertexCount()).isEqualTo(150_000 + 11_999 * 4);
        assertThat(one.ids()).isEqualTo(three.ids());
        assertThat(Reading.drawn(one)).isEqualTo(Reading.drawn(three));
    }

    private Polygons read(String coordinates) throws IOException {
        return reading.read(collection(feature("a", coordinates)), BY_ID).polygons();
    }

    static String feature(String id, String coordinates) {
        return "{\"type\":\"Feature\",\"properties\":{\"GEOID\":\"" + id
                + "\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":" + coordinates + "}}";
    }

    private static String land(String id, String area) {
        return properties("\"GEOID\":\"" + id + "\",\"ALAND\":" + area);
    }

    private static String properties(String members) {
        return "{\"type\":\"Feature\",\"properties\":{" + members + "},\"geometry\":null}";
    }

    static String collection(String... features) {
        return "{\"type\":\"FeatureCollection\",\"features\":[" + String.join(",", features) + "]}";
    }

    private static List<String> cells(Column column) {
        return java.util.stream.IntStream.range(0, column.rowCount())
                .mapToObj(row -> column.isBlank(row) ? "" : column.text(column.code(row)))
                .toList();
    }
}
