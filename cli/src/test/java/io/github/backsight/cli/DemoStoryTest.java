package io.github.backsight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tells the demo's story on a made-up country of 40 square counties.
class DemoStoryTest {
    private static final int COLUMNS = 8;
    private static final int ROWS = 5;

    @TempDir
    private Path folder;

    @Test
    void theMapIsPublishedBrokenSeenAndTakenBack() throws IOException {
        var run = new CommandRun(folder);
        var session = new Session(run.environment(), new GlobalOptions());

        var told = DemoCommand.tell(session, country(), folder, Optional.of(folder.toString()));

        assertThat(told.restored()).isTrue();
        assertThat(told.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(told.steps())
                .filteredOn(step -> step.exitCode() != 0)
                .singleElement()
                .satisfies(step -> {
                    assertThat(step.command()).isEqualTo("backsight publish");
                    assertThat(step.exitCode()).isEqualTo(3);
                });
        assertThat(Files.mismatch(folder.resolve("before.png"), folder.resolve("broken.png")))
                .isNotNegative();
        assertThat(run.out())
                .contains("$ backsight put counties counties-10m.json")
                .contains("table.short-id")
                .contains("join.rows-without-polygon")
                .contains("Compared with the last good release")
                .contains("rowsWithoutPolygon");
    }

    @Test
    void aFolderThatIsNotEmptyIsLeftAlone() throws IOException {
        Files.writeString(folder.resolve("mine.txt"), "mine");
        var run = new CommandRun(folder);

        // Without npm at build time there is no data, which is told first.
        assertThat(run.run("demo", "--keep", ".")).isIn(1, 2);

        assertThat(folder).isDirectoryNotContaining(path -> !path.endsWith("mine.txt"));
    }

    /// Every fourth county has an id with a leading zero, every fourth lies in Texas.
    private static DemoData country() {
        List<String> arcs = new ArrayList<>();
        List<String> counties = new ArrayList<>();
        List<String> rates = new ArrayList<>();
        for (int county = 0; county < COLUMNS * ROWS; county++) {
            int x = -120 + 5 * (county % COLUMNS);
            int y = 25 + 4 * (county / COLUMNS);
            var id = county % 4 == 0
                    ? String.format(Locale.ROOT, "%05d", 1001 + county)
                    : String.valueOf((county % 4 == 1 ? 48001 : 36001) + county);
            arcs.add("[[%1$d,%2$d],[%1$d,%4$d],[%3$d,%4$d],[%3$d,%2$d],[%1$d,%2$d]]".formatted(x, y, x + 5, y + 4));
            counties.add("{\"type\":\"Polygon\",\"id\":\"%s\",\"arcs\":[[%d]],\"properties\":{\"name\":\"C%d\"}}"
                    .formatted(id, county, county));
            rates.add(Integer.parseInt(id) + "\t." + String.format(Locale.ROOT, "%03d", 20 + 4 * county));
        }
        var topology = "{\"type\":\"Topology\",\"arcs\":[" + String.join(",", arcs)
                + "],\"objects\":{\"counties\":{\"type\":\"GeometryCollection\",\"geometries\":["
                + String.join(",", counties) + "]}}}";
        return new DemoData(topology.getBytes(StandardCharsets.UTF_8), rates);
    }
}
