package io.github.backsight.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.tile.TileId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import scala.Tuple2;

@Tag("thorough")
@Timeout(300)
class StandaloneClusterTest {
    private static final Map<Integer, Integer> TILES = Map.of(0, 1, 1, 4, 2, 16, 3, 64);
    private static final int TASKS = 20;

    @TempDir
    private Path folder;

    private Path begun;

    @BeforeEach
    void makeRoom() throws IOException {
        begun = Files.createDirectory(folder.resolve("begun"));
    }

    @Test
    void aJobRunsOnTwoWorkers() throws IOException {
        try (var cluster = StandaloneCluster.start(folder, 2, 1, 1024);
                var session = Sessions.on(cluster)) {
            assertThat(tilesByZoom(session).collectAsMap()).containsExactlyInAnyOrderEntriesOf(TILES);
        }

        assertThat(executors()).hasSize(2);
    }

    @Test
    void aJobGoesOnWhenAWorkerIsKilled() throws Exception {
        try (var cluster = StandaloneCluster.start(folder, 2, 1, 1024);
                var session = Sessions.on(cluster)) {
            var tiles = tilesByZoom(session).collectAsync();
            while (executors().size() < 2) {
                Thread.sleep(20);
            }

            cluster.kill(1);

            assertThat(tiles.get())
                    .map(one -> Map.entry(one._1(), one._2()))
                    .containsExactlyInAnyOrderElementsOf(TILES.entrySet());
        }

        assertThat(executorsByTask().values())
                .as("what the killed one had begun was done again")
                .anyMatch(some -> some.size() > 1);
    }

    /// A job whose first half is slow, and loses what was done where a worker is lost.
    private JavaPairRDD<Integer, Integer> tilesByZoom(SparkSession session) {
        var notes = begun.toString();
        return JavaSparkContext.fromSparkContext(session.sparkContext())
                .parallelize(LongStream.range(0, 1 + 4 + 16 + 64).boxed().toList(), TASKS)
                .mapPartitions(hilberts -> {
                    note(notes);
                    return hilberts;
                })
                .mapToPair(hilbert -> new Tuple2<>(TileId.atHilbert(hilbert).z(), 1))
                .reduceByKey(Integer::sum, 2);
    }

    /// Notes which executor does which task, and takes its time.
    private static void note(String folder) throws IOException, InterruptedException {
        var name = TaskContext.getPartitionId() + "-" + SparkEnv.get().executorId();
        Files.writeString(Path.of(folder, name), "");
        Thread.sleep(200);
    }

    private Set<String> executors() {
        var all = new TreeSet<String>();
        executorsByTask().values().forEach(all::addAll);
        return all;
    }

    private Map<String, Set<String>> executorsByTask() {
        var all = new TreeMap<String, Set<String>>();
        try (var notes = Files.list(begun)) {
            notes.map(note -> note.getFileName().toString().split("-", 2))
                    .forEach(note -> all.computeIfAbsent(note[0], task -> new TreeSet<>())
                            .add(note[1]));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return all;
    }
}
