package io.github.backsight.testkit;

import static io.github.backsight.testkit.StoreSample.CSV;
import static io.github.backsight.testkit.StoreSample.body;
import static io.github.backsight.testkit.StoreSample.newestText;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.backsight.store.Body;
import io.github.backsight.store.FileSystemSync;
import io.github.backsight.store.FolderObjectStore;
import io.github.backsight.store.Key;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.Upload;
import io.github.backsight.store.Write;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Batches into folders that are not there yet, that are there, and that come while a batch is written.
class FolderBatchTest {
    private static final int ROUNDS = 30;

    @TempDir
    private Path folder;

    @Test
    void aBatchInNewFoldersLeavesNothingAside() throws IOException {
        try (var store = open()) {
            store.putAll(tiles("map", 60));

            assertThat(asideIsEmpty()).isTrue();
            requireTiles(store, "map", 60);
            assertThat(store.list("")).hasSize(60);
        }
    }

    @Test
    void aFolderThatIsThereKeepsWhatItHas() throws IOException {
        try (var store = open()) {
            StoreSample.put(store, new Key("map/3/7.pbf"), "text 7");
            StoreSample.put(store, new Key("map/other"), "other");

            store.putAll(tiles("map", 60));

            requireTiles(store, "map", 60);
            assertThat(newestText(store, new Key("map/other"))).isEqualTo("other");
            assertThat(store.history(new Key("map/3/7.pbf"))).hasSize(1);
            assertThat(asideIsEmpty()).isTrue();
        }
    }

    @Test
    void law1_otherBytesUnderOneKeyAreRefusedAndLeftAsTheyAre() throws IOException {
        try (var store = open()) {
            StoreSample.put(store, new Key("map/3/7.pbf"), "other bytes");
            var tiles = tiles("map", 60);

            assertThatThrownBy(() -> store.putAll(tiles))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("map/3/7.pbf")
                    .hasMessageContaining("already with other bytes");
            assertThat(newestText(store, new Key("map/3/7.pbf"))).isEqualTo("other bytes");
        }
    }

    @Test
    void law5_aBatchThatFailsHalfWayLeavesNothingOfItsNewFolders() throws IOException {
        try (var store = open()) {
            var tiles = new ArrayList<>(tiles("map", 60));
            tiles.add(new Upload(new Key("map/9/unreadable.pbf"), new Unreadable(), CSV));

            assertThatThrownBy(() -> store.putAll(tiles)).hasMessageContaining("cannot be read");

            assertThat(store.list("")).isEmpty();
            assertThat(asideIsEmpty()).isTrue();
            store.putAll(tiles("map", 60));
            requireTiles(store, "map", 60);
        }
    }

    @Test
    void aLargeBatchIsForcedAtOnceAndFileByFileWhereThatFails() throws IOException {
        var asked = new AtomicBoolean();
        FileSystemSync refusing = aside -> {
            assertThat(aside).isDirectory();
            assertThat(folder.resolve("objects/map")).doesNotExist();
            asked.set(true);
            return false;
        };
        try (var store = FolderObjectStore.openOrCreate(folder, InstantSource.system(), refusing)) {
            store.putAll(tiles("map", 1200));

            assertThat(asked).isTrue();
            requireTiles(store, "map", 1200);
        }
    }

    @Test
    void law2_writersWhoMeetInNewFoldersLoseNothing() throws Exception {
        var barrier = new CyclicBarrier(3);
        try (var first = open();
                var second = open();
                var third = open();
                var threads = Executors.newFixedThreadPool(3)) {
            var work = List.of(
                    racer(barrier, round -> first.putAll(tiles("race/" + round, 30))),
                    racer(barrier, round -> second.putAll(tiles("race/" + round, 40))),
                    racer(barrier, round -> put(third, round)));
            for (var done : threads.invokeAll(work)) {
                assertThat(done.get()).isEqualTo(ROUNDS);
            }
            for (int round = 0; round < ROUNDS; round++) {
                requireTiles(first, "race/" + round, 40);
                for (var name : List.of("beside", "3/beside", "new/beside")) {
                    assertThat(newestText(first, new Key("race/" + round + "/" + name)))
                            .isEqualTo("beside");
                }
            }
            assertThat(asideIsEmpty()).isTrue();
        }
    }

    @Test
    void contentsTooLongForTheirRecordsAreNamedBeforeTheirBranchIs() throws IOException {
        FileSystemSync sync = aside -> {
            assertThat(folder.resolve("blobs")).doesNotExist();
            assertThat(folder.resolve("objects")).doesNotExist();
            return true;
        };
        var uploads = IntStream.range(0, 1100)
                .mapToObj(i -> new Upload(
                        new Key("long/" + i % 9 + "/" + i), Body.of(StoreSample.bytes(i % 50, 4000 + i % 50)), CSV))
                .toList();
        try (var store = FolderObjectStore.openOrCreate(folder, InstantSource.system(), sync)) {
            store.putAll(uploads);

            for (int i = 0; i < uploads.size(); i++) {
                var key = uploads.get(i).key();
                assertThat(StoreSample.bytes(
                                store, key, store.newest(key).orElseThrow().id()))
                        .isEqualTo(StoreSample.bytes(i % 50, 4000 + i % 50));
            }
            assertThat(asideIsEmpty()).isTrue();
        }
    }

    @Test
    void aFileThatIsGivenAwayIsTakenAndOneThatIsNotIsLeft() throws IOException {
        var given = Files.write(folder.resolveSibling(folder.getFileName() + "-given"), StoreSample.bytes(1, 50_000));
        var kept = Files.write(folder.resolveSibling(folder.getFileName() + "-kept"), StoreSample.bytes(2, 50_000));
        try (var store = open()) {
            var first =
                    StoreSample.stored(store.put(new Key("given"), Body.givingAway(given), CSV, StoreSample.ANYTHING));
            var second = StoreSample.stored(store.put(new Key("kept"), Body.of(kept), CSV, StoreSample.ANYTHING));

            assertThat(StoreSample.bytes(store, new Key("given"), first)).isEqualTo(StoreSample.bytes(1, 50_000));
            assertThat(StoreSample.bytes(store, new Key("kept"), second)).isEqualTo(StoreSample.bytes(2, 50_000));
            assertThat(given).doesNotExist();
            assertThat(kept).exists();
            assertThat(asideIsEmpty()).isTrue();
        } finally {
            Files.deleteIfExists(given);
            Files.deleteIfExists(kept);
        }
    }

    @Test
    void aGivenFileWhoseContentIsThereAlreadyIsStoredOnce() throws IOException {
        var given = Files.write(folder.resolveSibling(folder.getFileName() + "-given"), StoreSample.bytes(1, 50_000));
        try (var store = open()) {
            StoreSample.stored(
                    store.put(new Key("a"), Body.of(StoreSample.bytes(1, 50_000)), CSV, StoreSample.ANYTHING));
            var version =
                    StoreSample.stored(store.put(new Key("b"), Body.givingAway(given), CSV, StoreSample.ANYTHING));

            assertThat(StoreSample.bytes(store, new Key("b"), version)).isEqualTo(StoreSample.bytes(1, 50_000));
            assertThat(given).doesNotExist();
        } finally {
            Files.deleteIfExists(given);
        }
    }

    private interface Round {
        void run(int round) throws IOException;
    }

    private static Callable<Integer> racer(CyclicBarrier barrier, Round work) {
        return () -> {
            for (int round = 0; round < ROUNDS; round++) {
                barrier.await();
                work.run(round);
            }
            return ROUNDS;
        };
    }

    private static void put(ObjectStore store, int round) throws IOException {
        for (var name : List.of("beside", "3/beside", "new/beside")) {
            var write = store.put(new Key("race/" + round + "/" + name), body("beside"), CSV, StoreSample.ANYTHING);
            assertThat(write).isInstanceOf(Write.Stored.class);
        }
    }

    private FolderObjectStore open() throws IOException {
        return FolderObjectStore.openOrCreate(folder, InstantSource.system());
    }

    private static List<Upload> tiles(String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Upload(new Key(prefix + "/" + i % 4 + "/" + i + ".pbf"), body("text " + i), CSV))
                .toList();
    }

    private static void requireTiles(ObjectStore store, String prefix, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            assertThat(newestText(store, new Key(prefix + "/" + i % 4 + "/" + i + ".pbf")))
                    .isEqualTo("text " + i);
        }
    }

    /// Whether the writers' own folders hold nothing but their locks.
    private boolean asideIsEmpty() throws IOException {
        var staging = folder.resolve("staging");
        try (var files = Files.walk(staging, 2)) {
            return files.filter(file -> staging.relativize(file).getNameCount() == 2)
                    .allMatch(file -> file.endsWith("lock"));
        }
    }

    private record Unreadable() implements Body {
        @Override
        public long size() {
            return 5;
        }

        @Override
        public InputStream open() throws IOException {
            throw new IOException("this body cannot be read");
        }
    }
}
