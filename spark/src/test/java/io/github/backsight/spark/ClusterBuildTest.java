package io.github.backsight.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.store.Sha256;
import io.github.backsight.testkit.tracts.TractCoverage;
import io.github.backsight.testkit.tracts.TractFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A build on a cluster of two workers, each a process of its own with executors that are further
/// ones.
class ClusterBuildTest {
    private static final int BLOCKS = 4;

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
                outputs: [pmtiles]
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

    @Test
    void law7_aWorkerThatDiesInTheMiddleChangesNoByte(@TempDir Path folder) throws IOException {
        try (var cluster = StandaloneCluster.start(folder, 2, 1, 1024);
                var session = Sessions.on(cluster)) {
            var killed = killAfter(20, cluster, session);

            assertThat(workshop.spark(session, BLOCKS)).containsExactlyInAnyOrderEntriesOf(local);

            assertThat(killed.get()).as("stages when the worker was killed").isEqualTo(20);
        }
    }

    /// Kills the first worker when so many stages have been completed: in the rounds of the high
    /// layer.
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
