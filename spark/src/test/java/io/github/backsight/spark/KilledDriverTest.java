package io.github.backsight.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.store.Sha256;
import io.github.backsight.testkit.tracts.TractCoverage;
import io.github.backsight.testkit.tracts.TractFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A build whose driver is killed as by a power cut, at several moments: nothing of it is to be
/// seen, and the same command again makes the release.
@Tag("thorough")
class KilledDriverTest {
    private static final String SIMPLIFYING_HIGH = "simplifying high borders on Spark";
    private static final String SIMPLIFYING_LOW = "simplifying low borders on Spark";

    @TempDir
    private static Path folder;

    private static SparkSession session;
    private static Workshop workshop;
    private static Map<String, Sha256> local;

    @BeforeAll
    static void buildLocally() throws IOException {
        session = Sessions.local(2);
        var polygons = folder.resolve("tracts.json");
        var table = folder.resolve("tracts.csv");
        TractFiles.write(new TractCoverage(5, 300, 40), polygons, table);
        workshop = new Workshop(folder, polygons, table, """
                score: SCORE
                layer: blocks
                high: { zoom: 6-7 }
                low: { zoom: 5-5, buckets: 3, group: 2, keep-groups-up-to: 10 }
                outputs: [pmtiles]
                """);
        local = workshop.local();
    }

    @AfterAll
    static void stop() {
        session.stop();
    }

    @Test
    void law5_killedInTheRoundsOfTheHighLayerItBeginsAgain() throws IOException {
        var second = afterKilling("high", DriverProgram.line(SIMPLIFYING_HIGH, 6));

        assertThat(second).contains(SIMPLIFYING_HIGH, SIMPLIFYING_LOW);
    }

    @Test
    void law5_killedInTheRoundsOfTheLowLayerItTakesUpTheTilesOfTheHigh() throws IOException {
        var second = afterKilling("low", DriverProgram.line(SIMPLIFYING_LOW, 6));

        assertThat(second).contains(SIMPLIFYING_LOW).doesNotContain(SIMPLIFYING_HIGH);
    }

    @Test
    void law5_killedWhenAllIsMadeAndNothingStoredItTakesUpTheTilesOfBoth() throws IOException {
        var second = afterKilling("made", DriverProgram.MADE);

        assertThat(second)
                .contains("writing high tiles from Spark", "writing low tiles from Spark")
                .doesNotContain(SIMPLIFYING_HIGH, SIMPLIFYING_LOW);
    }

    /// Kills a build when it has said `line`, and lets another come to its end.
    ///
    /// @return the steps of the other
    private static List<String> afterKilling(String name, String line) throws IOException {
        var home = Files.createDirectories(folder.resolve(name));
        var kept = home.resolve("kept").toUri().toString();
        var told = new StepsTold();
        var engine = Workshop.engine(session, DriverProgram.BLOCKS, Optional.of(kept));

        var made = workshop.afterKilling(
                configuration -> kill(home, configuration, kept, line), (work, progress) -> engine.make(work, told));

        assertThat(made).containsExactlyInAnyOrderEntriesOf(local);
        try (var left = Files.list(home.resolve("kept"))) {
            assertThat(left).as("what was kept is forgotten at the end").isEmpty();
        }
        return told.steps().stream().map(step -> step.what).toList();
    }

    private static void kill(Path home, Path configuration, String kept, String line) throws IOException {
        var arguments = List.of(configuration.toString(), kept);
        try (var driver = ClusterProgram.start(home, "driver", 512, DriverProgram.class, arguments)) {
            driver.await(Pattern.compile(Pattern.quote(line)));
        }
    }
}
