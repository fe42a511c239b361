package io.github.backsight.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.backsight.content.Content;
import io.github.backsight.finding.Findings;
import io.github.backsight.progress.Progress;
import io.github.backsight.shape.PolygonOptions;
import io.github.backsight.shape.PolygonReader;
import io.github.backsight.shape.Polygons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolygonComparisonTest {
    @TempDir
    private Path folder;

    private Polygons read(String... features) throws IOException {
        var file = Files.createTempFile(folder, "polygons", ".json");
        Files.writeString(file, "{\"type\":\"FeatureCollection\",\"features\":[" + String.join(",\n", features) + "]}");
        var options = new PolygonOptions(
                Optional.of("id"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                PolygonOptions.Properties.SKIP);
        return PolygonReader.read(Content.of(file), options, 1, Progress.SILENT, new Findings("polygons.json"))
                .polygons();
    }

    private static String feature(String id, String rings) {
        return "{\"type\":\"Feature\",\"properties\":{\"id\":\"" + id
                + "\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[" + rings + "]}}";
    }

    private static PolygonDiff diff(Polygons before, Polygons now) {
        return PolygonComparison.diff(before, now, 2, move -> {});
    }

    @Test
    void aRingThatBeginsElsewhereOrWindsTheOtherWayIsTheSame() throws IOException {
        var before = read(feature("a", "[[0,0],[1,0],[1,1],[0,1],[0,0]]"), feature("b", "[[5,5],[6,5],[6,6],[5,5]]"));
        var now = read(feature("b", "[[6,5],[6,6],[5,5],[6,5]]"), feature("a", "[[1,1],[1,0],[0,0],[0,1],[1,1]]"));

        assertThat(diff(before, now).isEmpty()).isTrue();
    }

    @Test
    void whatIsNewGoneOrOfAnotherShapeIsMeasured() throws IOException {
        var before = read(
                feature("a", "[[0,0],[1,0],[1,1],[0,1],[0,0]]"),
                feature("b", "[[5,5],[6,5],[6,6],[5,5]]"),
                feature("c", "[[10,60],[11,60],[11,61],[10,61],[10,60]]"));
        var now = read(
                feature("a", "[[0,0],[1.1,0],[1.1,1],[0,1],[0,0]]"),
                feature(
                        "c",
                        "[[10,60],[11,60],[11,61],[10,61],[10,60]],[[10.4,60.4],[10.6,60.4],[10.6,60.6],[10.4,60.4]]"),
                feature("d", "[[5,5],[6,5],[6,6],[5,5]]"));

        var diff = diff(before, now);

        assertThat(diff.added().first()).containsExactly("d");
        assertThat(diff.removed().first()).containsExactly("b");
        assertThat(diff.moved()).isEqualTo(2);
        // A tenth of a degree by a degree at the equator: 11.12 by 111.2 km.
        assertThat(diff.largest().getFirst().id()).isEqualTo("a");
        assertThat(diff.largest().getFirst().area()).isCloseTo(1236.4, within(1.0));
        assertThat(diff.largest().getFirst().distance()).isCloseTo(11_119.5, within(1.0));
        // Half of a fifth of a degree squared, at 60 degrees north: half as wide.
        assertThat(diff.largest().getLast().area()).isCloseTo(0.02 * 111.195 * 111.195 / 2, within(0.5));
    }

    @Test
    void aShapeThatBreaksTheRulesIsMeasuredMended() throws IOException {
        var before = read(feature("a", "[[0,0],[1,0],[1,1],[0,1],[0,0]]"));
        var bow = read(feature("a", "[[0,0],[1,1],[1,0],[0,1],[0,0]]"));

        assertThat(diff(before, bow).moved()).isEqualTo(1);
        assertThat(diff(before, bow).areaChanged()).isCloseTo(111.195 * 111.195 / 2, within(10.0));
    }
}
