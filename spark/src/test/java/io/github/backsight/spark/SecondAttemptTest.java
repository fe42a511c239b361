package io.github.backsight.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.cli.Engine;
import io.github.backsight.progress.Progress;
import io.github.backsight.testkit.tracts.TractCoverage;
import io.github.backsight.testkit.tracts.TractFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A build that did not come to its end: no release is there, and the next attempt makes only
/// what is missing.
class SecondAttemptTest {
    private static final String SIMPLIFYING = "simplifying high borders on Spark";

    @TempDir
    private Path folder;

    @Test
    void law5_takesUpWhatTheFirstHasKept() throws IOException {
        var first = new Steps("dissolving buckets on Spark");
        var second = new Steps("none");

        afterTwoAttempts(first, second, "outputs: [geojson, shapefile, pmtiles]");

        assertThat(first.begun).contains(SIMPLIFYING);
        assertThat(second.begun)
                .contains("simplifying low borders on Spark", "writing high files from Spark")
                .doesNotContain(SIMPLIFYING);
    }

    @Test
    void law5_takesUpTheAreasThatTheFirstHasMadeOfFeatures() throws IOException {
        var first = new Steps("simplifying low borders on Spark");
        var second = new Steps("none");

        afterTwoAttempts(first, second, "aggregate-id-to: 10\noutputs: [geojson, pmtiles]");

        assertThat(first.begun).contains("dissolving areas on Spark");
        assertThat(second.begun).contains("writing low files from Spark").doesNotContain(SIMPLIFYING);
    }

    private void afterTwoAttempts(Steps first, Steps second, String settings) throws IOException {
        var polygons = folder.resolve("tracts.json");
        var table = folder.resolve("tracts.csv");
        TractFiles.write(new TractCoverage(5, 300, 40), polygons, table);
        var workshop = new Workshop(folder, polygons, table, """
                score: SCORE
                layer: blocks
                high: { zoom: 6-8 }
                low: { zoom: 5-6, buckets: 3, group: 2, keep-groups-up-to: 1 }
                """ + settings);
        var local = workshop.local();
        try (var session = Sessions.local(2)) {
            var kept = Optional.of(folder.resolve("kept").toUri().toString());

            var made = workshop.afterTwoAttempts(first.of(session, kept), second.of(session, kept));

            assertThat(made).containsExactlyInAnyOrderEntriesOf(local);
            try (var left = Files.list(folder.resolve("kept"))) {
                assertThat(left).as("what was kept is forgotten at the end").isEmpty();
            }
        }
    }

    /// Hears which steps begin, and dies with one of them.
    private record Steps(String last, List<String> begun) {
        Steps(String last) {
            this(last, new ArrayList<>());
        }

        Engine of(SparkSession session, Optional<String> kept) {
            return (work, progress) -> Workshop.engine(session, 2, kept).make(work, (name, amount, unit) -> {
                begun.add(name);
                if (name.equals(last)) {
                    throw new IllegalStateException("the driver dies");
                }
                return Progress.SILENT.start(name, amount, unit);
            });
        }
    }
}
