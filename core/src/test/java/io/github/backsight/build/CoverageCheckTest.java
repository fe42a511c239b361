package io.github.backsight.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.content.Content;
import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Findings;
import io.github.backsight.finding.Severity;
import io.github.backsight.progress.Progress;
import io.github.backsight.shape.PolygonOptions;
import io.github.backsight.shape.PolygonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoverageCheckTest {
    @TempDir
    private Path folder;

    private List<Finding> findings(List<String> rings) throws IOException {
        var features = new ArrayList<String>();
        for (int number = 0; number < rings.size(); number++) {
            features.add("{\"type\":\"Feature\",\"properties\":{\"id\":\"p" + number
                    + "\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[" + rings.get(number) + "]}}");
        }
        var file = Files.writeString(
                folder.resolve("cells.json"),
                "{\"type\":\"FeatureCollection\",\"features\":[" + String.join(",\n", features) + "]}");
        var options = new PolygonOptions(
                Optional.of("id"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                PolygonOptions.Properties.SKIP);
        var polygons = PolygonReader.read(Content.of(file), options, 1, Progress.SILENT, new Findings("cells.json"))
                .polygons();
        return CoverageCheck.of("cells.json", polygons, 2);
    }

    private static String box(double west, double south, double east, double north) {
        return "[[" + west + "," + south + "],[" + east + "," + south + "],[" + east + "," + north + "],[" + west + ","
                + north + "],[" + west + "," + south + "]]";
    }

    /// Three by three squares of a tenth of a degree, but for the one in the middle.
    private static List<String> around() {
        var rings = new ArrayList<String>();
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                if (row != 1 || column != 1) {
                    rings.add(box(column / 10.0, row / 10.0, (column + 1) / 10.0, (row + 1) / 10.0));
                }
            }
        }
        return rings;
    }

    @Test
    void aCleanCoverageHasNoFinding() throws IOException {
        var rings = around();
        rings.add(box(0.1, 0.1, 0.2, 0.2));

        assertThat(findings(rings)).isEmpty();
    }

    @Test
    void aPolygonThatIsMissingIsAGapWithItsAreaAndPlace() throws IOException {
        assertThat(findings(around())).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("coverage.gap");
            assertThat(finding.severity()).isEqualTo(Severity.INFO);
            assertThat(finding.count()).isEqualTo(1);
            // A tenth of a degree is 11.12 km at the equator.
            assertThat(finding.examples().getFirst()).startsWith("123.6 km² near ");
            assertThat(finding.place()).startsWith("largest at 0.");
        });
    }

    @Test
    void bordersThatShouldBeOneLeaveASliver() throws IOException {
        var rings = around();
        rings.add("[[0.1,0.1],[0.2,0.1],[0.1999,0.15],[0.2,0.2],[0.1,0.2],[0.1,0.1]]");

        assertThat(findings(rings)).extracting(Finding::code).containsExactly("coverage.sliver");
    }

    @Test
    void whatABuildFindsOfBordersIsFoundHere() throws IOException {
        var rings = around();
        rings.add(box(0.1, 0.1, 0.25, 0.18));

        assertThat(findings(rings)).extracting(Finding::code).contains("coverage.crossing-borders");
    }
}
