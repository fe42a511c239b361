package io.github.backsight.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.backsight.finding.BadInputException;
import io.github.backsight.finding.Findings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever the ranges, together they give the features of the file, each once, in its order.
class FeatureRangeTest {
    private static final List<String> FEATURES = List.of(
            feature("1", "plain"),
            feature("2", "a \\\" and a \\\\"),
            feature("3", "}]{[ , \\\\\\\" ]}"),
            feature("4", "ends with \\\\"),
            feature("5", "é and \\u00e9"),
            feature("6", ""));

    private static String feature(String id, String name) {
        return "{\"type\":\"Feature\",\"properties\":{\"id\":\"" + id + "\",\"name\":\"" + name
                + "\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,1],[0,0]]]}}";
    }

    private static String collection(String between) {
        return "{\"type\":\"FeatureCollection\",\"crs\":{\"a\":{\"features\":[{\"b\":1}]}},\"features\" : [\n"
                + String.join(between, FEATURES) + " ],\"more\":[{\"c\":[{\"d\":2}]}]}\n";
    }

    @ParameterizedTest(name = "ranges of {0} bytes")
    @ValueSource(ints = {1, 2, 3, 7, 50, 133, 1000, 100_000})
    void rangesOfACollectionGiveItsFeaturesEachOnceInOrder(int length) throws IOException {
        for (var between : List.of(",", " ,\n ", ",\n\n")) {
            assertThat(ids(collection(between), length)).containsExactly("1", "2", "3", "4", "5", "6");
        }
    }

    @ParameterizedTest(name = "ranges of {0} bytes")
    @ValueSource(ints = {1, 2, 3, 7, 50, 133, 1000, 100_000})
    void rangesOfASequenceGiveItsFeaturesEachOnceInOrder(int length) throws IOException {
        assertThat(ids(String.join("\n", FEATURES) + "\n", length)).containsExactly("1", "2", "3", "4", "5", "6");
    }

    @ParameterizedTest(name = "ranges of {0} bytes")
    @ValueSource(ints = {1, 40, 333, 100_000})
    void whatIsNoCollectionIsRefusedWhereverRangesEnd(int length) {
        for (var wrong : List.of(
                collection(" "),
                collection(",,"),
                collection(", 5,"),
                collection(",").replace("} ],", "}, ],"),
                collection(",").replace(" ],\"more\":[{\"c\":[{\"d\":2}]}]}\n", ""),
                collection(",").replace("\"FeatureCollection\"", "\"Other\""))) {
            assertThatThrownBy(() -> ids(wrong, length)).as(wrong).isInstanceOf(BadInputException.class);
        }
    }

    @Test
    void anotherFormatThanWasAskedForIsRefused() {
        byte[] file = collection(",").getBytes(StandardCharsets.UTF_8);
        var options = PolygonOptions.id("id").withFormat(PolygonFormat.NDGEOJSON);

        assertThatThrownBy(() -> FeatureRange.beginning(() -> from(file, 0), options, new Findings("file")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("shape.other-format");
    }

    private static List<String> ids(String text, int length) throws IOException {
        byte[] file = text.getBytes(StandardCharsets.UTF_8);
        var findings = new Findings("file");
        var beginning = FeatureRange.beginning(() -> from(file, 0), PolygonOptions.id("id"), findings)
                .orElseThrow();
        boolean sequence = beginning.sequence();
        var state = beginning.state();
        var ids = new ArrayList<String>();
        long closing = -1;
        for (long at = beginning.head().length; at < file.length; at += length) {
            var range = new FeatureRange(sequence, at, Math.min(at + length, file.length));
            long before = ids.size();
            var read = range.read(from(file, at), state, before, block -> add(block, ids), findings);
            assertThat(read.features()).isEqualTo(ids.size() - before);
            closing = closing < 0 ? read.closing().orElse(-1) : closing;
            var effect = range.effect(from(file, at));
            if (!sequence && effect.goesBelow(state, FeatureRange.depthBetween(false))) {
                break;
            }
            state = effect.after(state);
        }
        if (!sequence) {
            FeatureRange.checkAround(beginning, from(file, closing), PolygonOptions.id("id"), findings);
        }
        return ids;
    }

    private static void add(Block block, List<String> ids) {
        var parsed = FeatureBlocks.parse(block, PolygonOptions.id("id"), "file");
        assertThat(parsed.findings()).isEmpty();
        assertThat(block.firstFeature()).isEqualTo(ids.size());
        IntStream.range(0, parsed.polygons().featureCount())
                .forEach(feature -> ids.add(parsed.polygons().id(feature)));
    }

    private static InputStream from(byte[] file, long offset) {
        return new ByteArrayInputStream(file, (int) offset, file.length - (int) offset);
    }
}
