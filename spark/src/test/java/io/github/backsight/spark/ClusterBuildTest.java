package io.github.backsight.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.store.Sha256;
import io.github.backsight.testkit.tracts.TractCoverage;
import io.github.backsight.testkit.tracts.TractFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A build on a cluster of two workers, each a process of its own with executors that are further
/// ones.
@Tag("thorough")
class ClusterBuildTest {
    private static final int BLOCKS = 4;

    /// Rows are weighed and sorted, then brought to the driver run by run: once for GeoJSON,
    /// twice for the Shapefile.
    private static final int WRITING_STAGES = 4 + 3 * BLOCKS;

    private static Workshop workshop;
    private static Map<String, Sha256> local;

    @BeforeAll
    static void buildLocally(@TempDir Path folder) throws IOException {
        var polygons = folder.resolve("tracts.json");
        var table = folder.resolve("tracts.csv");
        TractFiles.write(new TractCoverage(3, 400, 40), polygons, table);
        workshop = new Workshop(folder, polygons, table, """
                score: SCORE
                layer: blocks
                high: { zoom: 6-8 }
                low: { zoom: 5-6, buckets: 5, group: 2, keep-groups-up-to: 20 }
                outputs: [geojson, shapefile, pmtiles]
                """);
        local = workshop.local();
    }

    @Test
    void law7_executorsOfTwoWorkersMakeTheBytesOfTheLocalBuild(@TempDir Path folder) throws IOException {
        try (var cluster = StandaloneCluster.start(folder, 2, 1, 1024);
                var session = Sessions.on(cluster)) {
            assertThat(workshop.spark(session, BLOCKS)).containsExactlyInAnyOrderEntriesOf(local);
        }
    }

    /// The first time while high files are written, the second in the rounds of the high layer.
    @ParameterizedTest(name = "after {0} stages")
    @ValueSource(ints = {20, WRITING_STAGES + 20})
    void law7_aWorkerThatDiesInTheMiddleChangesNoByte(int stages, @TempDir Path folder) throws IOException {
        try (var cluster = StandaloneCluster.start(folder, 2, 1, 1024);
                var session = Sessions.on(cluster)) {
            var killed = killAfter(stages, cluster, session);

            assertThat(workshop.spark(session, BLOCKS)).containsExactlyInAnyOrderEntriesOf(local);

            assertThat(killed.get()).as("stages when the worker was killed").isEqualTo(stages);
        }
    }

    @Test
    void law7_tasksThatAreDoneTwiceAtOnceChangeNoByte(@TempDir Path folder) throws IOException {
        // Spark gives the second copy of a task to another host only.
        try (var cluster = StandaloneCluster.start(folder, List.of(StandaloneCluster.HOST, "127.0.0.2"), 1, 1024);
                var session = Sessions.on(cluster, impatient())) {
            var copies = countCopies(session);

            assertThat(workshop.spark(session, BLOCKS)).containsExactlyInAnyOrderEntriesOf(local);

            assertThat(copies.get()).as("tasks that were begun a second time").isPositive();
        }
    }

    /// {@return settings by which some tasks are slow, and every slow one gets a second copy}
    private static Map<String, Object> impatient() {
        var settings = new HashMap<String, Object>(Hindrance.slow(10, 2_000));
        settings.put("spark.speculation", true);
        settings.put("spark.speculation.interval", "50ms");
        settings.put("spark.speculation.multiplier", 1.01);
        settings.put("spark.speculation.quantile", 0.2);
        settings.put("spark.speculation.minTaskRuntime", "50ms");
        settings.put("spark.locality.wait", 0);
        return settings;
    }

    private static AtomicInteger countCopies(SparkSession session) {
        var copies = new AtomicInteger();
        session.sparkContext().addSparkListener(new SparkListener() {
            @Override
            public void onTaskStart(SparkListenerTaskStart start) {
                if (start.taskInfo().speculative()) {
                    copies.incrementAndGet();
                }
            }
        });
        return copies;
    }

    /// Kills the first worker when so many stages have been completed.
    private static AtomicInteger killAfter(int stages, StandaloneCluster cluster, SparkSession session) {
        var completed = new AtomicInteger();
        var killedAt = new AtomicInteger();
        session.sparkContext().addSparkListener(new SparkListener() {
            @Override
            public void onStageCompleted(SparkListenerStageCompleted stage) {
                if (completed.incrementAndGet() == stages) {
                    killedAt.set(stages);
                    cluster.kill(0);
                }
            }
        });
        return killedAt;
    }
}
