package io.github.backsight.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.testkit.tracts.TractCoverage;
import io.github.backsight.testkit.tracts.TractFiles;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A build in which of every three tasks one fails when its work is done, and is repeated.
class FailingTasksTest {
    private static final int BLOCKS = 7;

    @TempDir
    private static Path folder;

    private static SparkSession session;
    private static Workshop workshop;
    private static TractFiles.Written written;

    @BeforeAll
    static void start() throws IOException {
        var settings = new HashMap<String, Object>(Hindrance.failing(3));
        settings.put("spark.ui.enabled", true);
        settings.put("spark.ui.port", 0);
        session = Sessions.local(2, settings);
        // Of each of hundreds of failures Spark tells at length.
        session.sparkContext().setLogLevel("OFF");
        var polygons = folder.resolve("tracts.json");
        var table = folder.resolve("tracts.csv");
        written = TractFiles.write(new TractCoverage(13, 400, 40), polygons, table);
        workshop = new Workshop(folder, polygons, table, """
                score: SCORE
                aggregate-id-to: 10
                layer: blocks
                high: { zoom: 6-7 }
                low: { zoom: 5-5, buckets: 4, group: 2, keep-groups-up-to: 1 }
                outputs: [geojson, shapefile, pmtiles]
                """);
    }

    @AfterAll
    static void stop() {
        session.sparkContext().setLogLevel("WARN");
        session.stop();
    }

    @Test
    void law7_tasksThatFailOnceChangeNoByteAndAreCountedOnce() throws Exception {
        var engine = Workshop.engine(session, BLOCKS, Optional.empty());
        var told = new StepsTold();

        var made = workshop.by((work, progress) -> engine.make(work, told));

        assertThat(made).containsExactlyInAnyOrderEntriesOf(workshop.local());
        assertThat(engine.metrics())
                .containsEntry("backsight.features", written.tracts())
                .containsEntry("backsight.vertices", written.vertices())
                .containsEntry("backsight.blocks", 2L * BLOCKS);
        assertThat(engine.metrics().get("backsight.rounds")).isBetween(3L, 9L);
        assertThat(engine.metrics().get("backsight.retriedTasks")).isGreaterThan(50);
        assertThat(told.steps())
                .filteredOn(step -> step.what.endsWith("Spark"))
                .hasSizeGreaterThan(8)
                .allSatisfy(step -> {
                    assertThat(step.closed).as("%s ends", step).isTrue();
                    assertThat(step.everBeyond).as("%s goes beyond", step).isFalse();
                    assertThat(step.done).as("%s", step).isEqualTo(step.total);
                });
        assertThat(told.steps())
                .filteredOn(step -> step.what.equals("simplifying high borders on Spark"))
                .singleElement()
                .satisfies(step -> assertThat(step.advances).isGreaterThan(2L * BLOCKS));
        assertThat(shown("backsight.features")).isEqualTo(written.tracts());
        assertThat(shown("backsight.tiles")).isPositive();
    }

    /// {@return what the page of Spark shows of a metric}
    private static long shown(String metric) throws IOException, InterruptedException {
        var page = URI.create(session.sparkContext().uiWebUrl().get() + "/metrics/json/");
        try (var client = HttpClient.newHttpClient()) {
            var json = client.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString())
                    .body();
            var found = Pattern.compile("driver\\.AccumulatorSource\\." + Pattern.quote(metric)
                            + "\"\\s*:\\s*\\{\\s*\"value\"\\s*:\\s*([0-9]+)")
                    .matcher(json);
            assertThat(found.find()).as("%s in %s", metric, json).isTrue();
            return Long.parseLong(found.group(1));
        }
    }
}
