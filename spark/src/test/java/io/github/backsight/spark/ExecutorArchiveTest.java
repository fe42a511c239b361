package io.github.backsight.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.backsight.archive.ArchiveMetadata;
import io.github.backsight.archive.ContentHash;
import io.github.backsight.archive.EncodedTile;
import io.github.backsight.archive.PmtilesLayout;
import io.github.backsight.archive.PmtilesWriter;
import io.github.backsight.store.Attributes;
import io.github.backsight.store.Expectation;
import io.github.backsight.store.FolderObjectStore;
import io.github.backsight.store.Key;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.Sha256;
import io.github.backsight.store.Write;
import io.github.backsight.tile.TileId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Archives whose tiles are with executors, which fail now and then, against those that one
/// process writes.
class ExecutorArchiveTest {
    private static final long PART_BYTES = 16 << 20;
    private static final Key KEY = new Key("map/releases/1/tiles/high.pmtiles");
    private static final ArchiveMetadata METADATA = new ArchiveMetadata(
            "map high",
            "",
            "",
            "blocks",
            Map.of("SCORE", "Number"),
            0,
            9,
            new ArchiveMetadata.Bounds(-120, 30, -70, 50));

    private static SparkSession session;

    @TempDir
    private Path folder;

    private MapsBucket server;
    private StoreText text;

    @BeforeAll
    static void startSession() {
        var settings = new HashMap<String, Object>(Hindrance.failing(3));
        session = Sessions.local(2, settings);
        // Of each failure Spark tells at length.
        session.sparkContext().setLogLevel("OFF");
    }

    @AfterAll
    static void stopSession() {
        session.sparkContext().setLogLevel("WARN");
        session.stop();
    }

    @BeforeEach
    void startServer() throws IOException {
        server = MapsBucket.start();
        text = new StoreText(
                """
                store: s3://maps
                endpoint: %s
                path-style: true
                inputs:
                  census: { key: inputs/census, id: GEOID10 }
                  score: { key: inputs/score.csv, id: GTF }
                map: { score: SCORE, layer: blocks }
                publish: { prefix: map }
                """.formatted(server.address()),
                folder.resolve("backsight.yaml").toString());
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 64})
    void law7_tasksSendPartsOfWhatOneProcessWrites(int partitions) throws IOException {
        var tiles = tiles(900, 60_000);
        var expected = written(tiles);

        var archive = archive(laidOut(tiles, partitions));

        assertThat(archive.size()).isEqualTo(Files.size(expected)).isGreaterThan(2 * PART_BYTES);
        assertThat(archive.sha256()).isEqualTo(Sha256.of(expected));
        try (var bucket = text.openBucket()) {
            assertThat(stored(bucket, archive)).isEqualTo(archive.sha256());
            var version = bucket.history(KEY).getFirst();
            assertThat(bucket.sha256(KEY, version.id())).contains(archive.sha256());
        }
        assertThat(server.asked().stream()
                        .filter(asked -> asked.action().equals("s3:PutObject"))
                        .count())
                .as("parts, and what begins and ends")
                .isGreaterThanOrEqualTo(5);
    }

    @Test
    void law7_anotherStoreGetsTheSameBytesByWayOfTheDriver() throws IOException {
        var tiles = tiles(200, 2000);
        var expected = written(tiles);

        var archive = archive(laidOut(tiles, 5));

        try (var store = FolderObjectStore.openOrCreate(folder.resolve("store"), Clock.systemUTC())) {
            assertThat(stored(store, archive)).isEqualTo(Sha256.of(expected));
        }
    }

    @Test
    void aShortArchiveGoesIntoABucketAsOnePiece() throws IOException {
        var tiles = tiles(20, 2000);

        try (var bucket = text.openBucket()) {
            assertThat(stored(bucket, archive(laidOut(tiles, 3)))).isEqualTo(Sha256.of(written(tiles)));
        }
    }

    @Test
    void anArchiveWithoutTilesIsThatOfOneProcess() throws IOException {
        var archive = archive(context().<MadeRecord>parallelize(List.of(), 3));

        assertThat(archive.sha256()).isEqualTo(Sha256.of(written(List.of())));
        assertThat(Sha256.of(archive.open())).isEqualTo(archive.sha256());
    }

    @Test
    void partsThatCannotBeSentLeaveNothingBehind() throws IOException {
        var tiles = tiles(900, 60_000);
        var archive = archive(laidOut(tiles, 4));
        var broken = new ExecutorArchive(
                archive.name(),
                new TilePartitions(
                        archive.tiles().tiles().map(ExecutorArchiveTest::spoilt),
                        archive.tiles().runs()),
                archive.frame(),
                archive.stretches(),
                archive.sha256(),
                archive.store());

        try (var bucket = text.openBucket()) {
            assertThatThrownBy(() -> bucket.put(KEY, broken, attributes(), new Expectation.Absent()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(KEY.value())
                    .hasMessageContaining("a task that sends parts of it failed");

            assertThat(bucket.history(KEY)).isEmpty();
        }
        assertThat(server.unfinishedWrites()).isZero();
    }

    private static MadeRecord spoilt(MadeRecord tile) {
        throw new IllegalStateException("the tiles of " + tile + " are lost");
    }

    private static Attributes attributes() {
        return Attributes.ofType("application/vnd.pmtiles");
    }

    private static Sha256 stored(ObjectStore store, ExecutorArchive archive) throws IOException {
        var write = store.put(KEY, archive, attributes(), new Expectation.Absent());
        assertThat(write).isInstanceOf(Write.Stored.class);
        try (var bytes = store.read(KEY, ((Write.Stored) write).id())) {
            return Sha256.of(bytes);
        }
    }

    /// {@return tiles in ascending order, each third of them with the content of one before}
    private static List<EncodedTile> tiles(int count, int bytes) {
        var random = new Random(11);
        var tiles = new ArrayList<EncodedTile>();
        for (int number = 0; number < count; number++) {
            var content = new byte[1 + random.nextInt(2 * bytes)];
            random.nextBytes(content);
            var gzipped = number % 3 == 2 ? tiles.get(random.nextInt(number)).gzipped() : content;
            tiles.add(new EncodedTile(TileId.atHilbert(1000 + 2L * number), new byte[0], gzipped));
        }
        return tiles;
    }

    private Path written(List<EncodedTile> tiles) throws IOException {
        var target = folder.resolve("expected.pmtiles");
        try (var writer = PmtilesWriter.to(target)) {
            for (var tile : tiles) {
                writer.add(tile);
            }
            writer.finish(METADATA);
        }
        return target;
    }

    private static JavaSparkContext context() {
        return JavaSparkContext.fromSparkContext(session.sparkContext());
    }

    /// {@return the tiles in partitions, of which the first half comes last}
    private static JavaRDD<MadeRecord> laidOut(List<EncodedTile> tiles, int partitions) {
        var records = tiles.stream()
                .map(tile -> new MadeRecord(tile.id().hilbert(), new byte[0], tile.gzipped(), new byte[32]))
                .toList();
        int half = records.size() / 2;
        var first = context().parallelize(records.subList(0, half), Math.ceilDiv(partitions, 2));
        var second = context().parallelize(records.subList(half, records.size()), Math.ceilDiv(partitions, 2));
        var smallest = context().parallelize(List.of(MadeRecord.ofSmallest(3)), 1);
        return partitions == 1
                ? context().parallelize(records, 1)
                : second.union(smallest).union(first);
    }

    private ExecutorArchive archive(JavaRDD<MadeRecord> made) throws IOException {
        var tiles = TilePartitions.of(made.cache());
        var layout = new PmtilesLayout();
        var written = new BitSet();
        int number = 0;
        for (var tile : tiles.inOrder(all -> all).toList()) {
            written.set(
                    number,
                    layout.add(TileId.atHilbert(tile.tile()), ContentHash.of(tile.gzipped()), tile.gzipped().length));
            number++;
        }
        return ExecutorArchive.of("tiles/high.pmtiles", tiles, layout.finish(METADATA), written, text);
    }
}
