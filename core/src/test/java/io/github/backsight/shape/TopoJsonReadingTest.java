package io.github.backsight.shape;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopoJsonReadingTest {
    private static final PolygonOptions BY_ID = PolygonOptions.id("id");

    /// Two unit squares side by side: arc 0 is their shared border, arc 1 goes round the left, arc 2 round the right.
    private static final String ARCS = "[[[1,1],[1,0]],[[1,0],[0,0],[0,1],[1,1]],[[1,1],[2,1],[2,0],[1,0]]]";

    private static final String SQUARES = """
            {"type":"GeometryCollection","geometries":[
              {"type":"Polygon","id":"left","arcs":[[0,1]],"properties":{"name":"L","n":1}},
              {"arcs":[[[2,-1]]],"properties":{"name":"R","n":0},"type":"MultiPolygon","id":"right"},
              {"type":null,"id":"none"}]}""";

    private static final String LEFT = "left: 1.0 1.0, 1.0 0.0, 0.0 0.0, 0.0 1.0";
    private static final String RIGHT = "right: 1.0 1.0, 2.0 1.0, 2.0 0.0, 1.0 0.0";

    @TempDir
    private Path folder;

    private Reading reading;

    @BeforeEach
    void begin() {
        reading = new Reading(folder.resolve("us.json"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"Topology\",\"arcs\":%1$s,\"objects\":{\"map\":%2$s}}",
                "{\"objects\":{\"map\":%2$s},\"x\":{\"type\":\"no\"},\"arcs\":%1$s,\"type\":\"Topology\"}",
                "\uFEFF {\"bbox\":[0,0,2,1],\"type\":\"Topology\",\"objects\":{\"map\":%2$s},\"arcs\":%1$s}"
            })
    void arcsAreWalkedForwardsAndBackwards(String layout) throws IOException {
        var features = reading.read(layout.formatted(ARCS, SQUARES), BY_ID);

        assertThat(Reading.drawn(features.polygons())).containsExactly(LEFT, RIGHT, "none: ");
        assertThat(reading.codes()).containsExactly("shape.no-geometry");
    }

    @Test
    void quantizedArcsAreStepsOnTheirOwnGrid() throws IOException {
        var arcs = "[[[10,10],[0,-10]],[[10,0],[-10,0],[0,10],[10,0]],[[10,10],[10,0],[0,-10],[-10,0]]]";
        var transform = "{\"scale\":[0.033333333333333,0.1],\"translate\":[-100,40]}";

        var polygons = reading.read(
                        "{\"type\":\"Topology\",\"arcs\":" + arcs + ",\"transform\":" + transform
                                + ",\"objects\":{\"map\":" + SQUARES + "}}",
                        BY_ID)
                .polygons();

        assertThat(Reading.drawn(polygons))
                .startsWith("left: -99.6666667 41.0, -99.6666667 40.0, -100.0 40.0, -100.0 41.0");
        assertThat(polygons.finerThanGrid()).isFalse();
    }

    @Test
    void propertiesAndTheDropPropertyAreReadToo() throws IOException {
        var features = reading.read(
                topology(ARCS, SQUARES), BY_ID.withDropWhenZero("n").withProperties());

        assertThat(features.polygons().ids()).containsExactly("left", "none");
        assertThat(features.dropped()).isEqualTo(1);
        assertThat(features.properties()
                        .orElseThrow()
                        .column("name")
                        .orElseThrow()
                        .text(0))
                .isEqualTo("L");
    }

    @Test
    void anObjectMayBeASingleGeometry() throws IOException {
        var polygons = reading.read(topology(ARCS, "{\"type\":\"Polygon\",\"id\":\"left\",\"arcs\":[[0,1]]}"), BY_ID)
                .polygons();

        assertThat(Reading.drawn(polygons)).containsExactly(LEFT);
    }

    @Test
    void oneOfSeveralObjectsIsChosenByName() throws IOException {
        var two = "{\"type\":\"Topology\",\"arcs\":" + ARCS + ",\"objects\":{\"a\":{\"type\":\"Point\"},\"map\":"
                + SQUARES + "}}";

        assertThat(reading.read(two, BY_ID.withObject("map")).polygons().featureCount())
                .isEqualTo(3);
        assertThat(reading.failure(two, BY_ID).message())
                .isEqualTo("the topology has 2 objects (a, map) and none is configured");
        assertThat(reading.failure(two, BY_ID.withObject("maps")).message())
                .isEqualTo("the topology has no object 'maps'; the nearest is 'map'");
    }

    @Test
    void ringsThatQuantizationCollapsedAreLeftOutWithTheirHoles() throws IOException {
        var arcs = "[[[0,0],[9,0],[9,9],[0,0]],[[5,5],[5,5]],[[5,1],[6,1],[5,1]]]";

        var polygons = reading.read(
                        topology(arcs, "{\"type\":\"MultiPolygon\",\"id\":\"a\",\"arcs\":[[[0],[2]],[[1],[0]]]}"),
                        BY_ID)
                .polygons();

        assertThat(Reading.drawn(polygons)).containsExactly("a: 0.0 0.0, 9.0 0.0, 9.0 9.0");
        assertThat(reading.codes()).containsExactly("shape.collapsed-ring");
        assertThat(reading.findings().getFirst().count()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"type\":\"Polygon\",\"id\":\"a\",\"arcs\":[[0,7]]}; shape.no-arc",
                "{\"type\":\"Polygon\",\"id\":\"a\",\"arcs\":[[-9]]}; shape.no-arc",
                "{\"type\":\"Polygon\",\"id\":\"a\",\"arcs\":[0,1]}; shape.layout",
                "{\"type\":\"Polygon\",\"id\":\"a\",\"arcs\":[[[0]]]}; shape.layout",
                "{\"type\":\"Polygon\",\"id\":\"a\",\"arcs\":[[0.5]]}; shape.layout",
                "{\"type\":\"Polygon\",\"id\":\"a\",\"arcs\":7}; shape.layout",
                "{\"type\":\"Polygon\",\"id\":\"a\"}; shape.layout",
                "{\"type\":\"Polygon\",\"id\":\"a\",\"arcs\":[[1]]}; shape.open-ring",
                "{\"type\":\"Polygon\",\"arcs\":[[0,1]]}; shape.no-id",
                "{\"type\":\"LineString\",\"id\":\"a\",\"arcs\":[0]}; shape.geometry-type",
                "{\"type\":\"GeometryCollection\",\"geometries\":[]}; shape.no-features",
                "{\"type\":\"GeometryCollection\",\"geometries\":[7]}; shape.layout",
                "null; shape.layout",
            })
    void law9_whatCannotBeMappedIsRefused(String object, String code) throws IOException {
        assertThat(reading.failure(topology(ARCS, object), BY_ID).code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"type\":\"Topology\",\"arcs\":[[[0,0],[1,; shape.truncated",
                "{\"type\":\"Topology\",\"arcs\":7}; shape.layout",
                "{\"type\":\"Topology\",\"arcs\":[[[\"0\",0]]]}; shape.layout",
                "{\"type\":\"Topology\",\"transform\":{},\"arcs\":[]}; shape.layout",
                "{\"type\":\"Topology\",\"objects\":[]}; shape.layout",
                "{\"type\":\"Topology\"}; shape.which-object",
                "{\"type\":\"Topology\",,}; shape.not-json",
            })
    void law9_aBrokenTopologyIsRefused(String text, String code) throws IOException {
        assertThat(reading.failure(text, BY_ID).code()).isEqualTo(code);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void law9_damageAnywhereIsAFindingOrNoDamage(long seed) throws IOException {
        var random = new Random(seed);
        byte[] good = topology(ARCS, SQUARES).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        for (int round = 0; round < 300; round++) {
            byte[] bad = random.nextBoolean() ? Arrays.copyOf(good, random.nextInt(good.length)) : good.clone();
            for (int flips = random.nextInt(4); flips > 0 && bad.length > 0; flips--) {
                bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
            }
            try {
                reading.read(bad, BY_ID.withProperties(), 1);
            } catch (io.github.backsight.finding.BadInputException expected) {
                assertThat(expected.getMessage()).contains("us.json");
            }
        }
    }

    private static String topology(String arcs, String object) {
        return "{\"type\":\"Topology\",\"arcs\":" + arcs + ",\"objects\":{\"map\":" + object + "}}";
    }
}
