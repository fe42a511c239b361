package io.github.backsight.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.backsight.finding.BadInputException;
import io.github.backsight.progress.Progress;
import io.github.backsight.store.Key;
import io.github.backsight.store.Pin;
import io.github.backsight.store.Sha256;
import io.github.backsight.store.VersionId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputCacheTest {
    private static final byte[] BYTES = DownloadTest.randomBytes(300_000, 1);

    @TempDir
    private Path folder;

    private final ShakyStore store = new ShakyStore();
    private final AtomicLong seconds = new AtomicLong();
    private final InstantSource clock = () -> Instant.ofEpochSecond(seconds.incrementAndGet());

    private InputCache cache() {
        return cache(InputCache.MOST_BYTES);
    }

    private InputCache cache(long mostBytes) {
        return new InputCache(store, folder.resolve("cache"), mostBytes, clock);
    }

    private Path cached(Pin pin) {
        return folder.resolve("cache").resolve(pin.sha256().hex());
    }

    private Path part(Pin pin) {
        return folder.resolve("cache").resolve(pin.sha256().hex() + ".part");
    }

    private Pin pin(String key, byte[] bytes) throws IOException {
        var id = store.put(key, bytes);
        return new Pin(key, new Key(key), id, bytes.length, Sha256.of(bytes));
    }

    private static Path fetch(InputCache cache, Pin pin) throws IOException {
        return cache.fetch(pin, Progress.SILENT);
    }

    @Test
    void aPinIsDownloadedOnceAndThenReused() throws IOException {
        var pin = pin("a", BYTES);
        try (var cache = cache()) {
            assertThat(fetch(cache, pin)).isEqualTo(cached(pin)).hasBinaryContent(BYTES);
            assertThat(fetch(cache, pin)).hasBinaryContent(BYTES);
        }
        try (var next = cache()) {
            assertThat(fetch(next, pin)).hasBinaryContent(BYTES);
        }
        assertThat(store.offsets).containsExactly(0L);
    }

    @Test
    void equalBytesOfAnotherVersionAreReused() throws IOException {
        try (var cache = cache()) {
            fetch(cache, pin("a", BYTES));
            fetch(cache, pin("b", BYTES));
        }
        assertThat(store.offsets).hasSize(1);
    }

    @Test
    void aFileThatWasDamagedOnDiskIsBroughtAgain() throws IOException {
        var pin = pin("a", BYTES);
        try (var cache = cache()) {
            var file = fetch(cache, pin);
            Files.write(file, new byte[] {0}, StandardOpenOption.WRITE);
            assertThat(fetch(cache, pin)).hasBinaryContent(BYTES);

            Files.write(file, new byte[] {0}, StandardOpenOption.APPEND);
            assertThat(fetch(cache, pin)).hasBinaryContent(BYTES);

            Files.write(file, new byte[] {0});
            assertThat(fetch(cache, pin)).hasBinaryContent(BYTES);

            Files.delete(file);
            assertThat(fetch(cache, pin)).hasBinaryContent(BYTES);
        }
        assertThat(store.offsets).hasSize(5);
    }

    @Test
    void aBrokenDownloadIsTakenUpByTheNext() throws IOException {
        var pin = pin("a", BYTES);
        store.reads.add(new ShakyStore.Fault.BreaksAfter(200_000));
        store.reads.add(new ShakyStore.Fault.BreaksAfter(0));
        try (var cache = cache()) {
            assertThatThrownBy(() -> fetch(cache, pin)).hasMessageContaining("broke off after 200000 of 300000 bytes");
            assertThat(cached(pin)).doesNotExist();
        }
        try (var cache = cache()) {
            assertThat(fetch(cache, pin)).hasBinaryContent(BYTES);
        }
        assertThat(store.offsets).containsExactly(0L, 200_000L, 200_000L);
        assertThat(part(pin)).doesNotExist();
    }

    @Test
    void aBrokenDownloadByRangesIsTakenUpByTheNext() throws IOException {
        var pin = pin("a", DownloadTest.randomBytes(2 * (int) Transfer.RANGE_BYTES + 1, 1));
        store.readsAtOnce = 1;
        store.reads.add(new ShakyStore.Fault.BreaksAfter(10));
        store.reads.add(new ShakyStore.Fault.BreaksAfter(0));
        try (var cache = cache()) {
            assertThatThrownBy(() -> fetch(cache, pin)).hasMessageContaining("broke off after 10 of 33554433 bytes");
        }
        store.offsets.clear();
        store.readsAtOnce = 2;
        store.readsFrom.put(10L, new ShakyStore.Fault.BreaksAfter(0));
        try (var cache = cache()) {
            assertThatThrownBy(() -> fetch(cache, pin)).hasMessageContaining("broke off after");
            assertThat(cached(pin)).doesNotExist();
            assertThat(fetch(cache, pin)).hasSize(33_554_433).isEqualTo(cached(pin));
        }
        assertThat(store.offsets).contains(10L);
        assertThat(part(pin)).doesNotExist();
    }

    @Test
    void law9_bytesThatAreNotThePinnedOnesAreAFindingAndNeverGetTheName() throws IOException {
        var right = pin("a", BYTES);
        var wrong = new Pin("a", right.key(), right.version(), BYTES.length, Sha256.of(new byte[] {9}));
        try (var cache = cache()) {
            assertThatThrownBy(() -> fetch(cache, wrong))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("fail input.wrong-digest: a, version 1");
        }
        assertThat(cached(wrong)).doesNotExist();
        assertThat(store.offsets).containsExactly(0L, 0L);
    }

    @Test
    void aVersionThatIsGoneIsSaid() throws IOException {
        var gone = new Pin("a", new Key("a"), new VersionId("77"), 5, Sha256.of(BYTES));
        try (var cache = cache()) {
            assertThatThrownBy(() -> fetch(cache, gone)).hasMessageContaining("'a' has no version '77' with content");
        }
    }

    @Test
    void theLeastRecentlyUsedMakesRoom() throws IOException {
        var a = pin("a", DownloadTest.randomBytes(100, 1));
        var b = pin("b", DownloadTest.randomBytes(100, 2));
        var c = pin("c", DownloadTest.randomBytes(100, 3));
        for (var pin : List.of(a, b, a, c)) {
            try (var cache = cache(250)) {
                fetch(cache, pin);
            }
        }

        assertThat(cached(a)).exists();
        assertThat(cached(b)).doesNotExist();
        assertThat(cached(c)).exists();
    }

    @Test
    void abandonedPartsMakeRoomToo() throws IOException {
        var a = pin("a", DownloadTest.randomBytes(100, 1));
        store.reads.add(new ShakyStore.Fault.BreaksAfter(90));
        store.reads.add(new ShakyStore.Fault.BreaksAfter(0));
        try (var cache = cache(150)) {
            assertThatThrownBy(() -> fetch(cache, a)).hasMessageContaining("broke off");
        }
        assertThat(part(a)).hasSize(90);
        try (var cache = cache(150)) {
            fetch(cache, pin("b", DownloadTest.randomBytes(100, 2)));
        }
        assertThat(part(a)).doesNotExist();
    }

    @Test
    void whatIsInUseIsNeverDropped() throws IOException {
        var a = pin("a", DownloadTest.randomBytes(100, 1));
        var b = pin("b", DownloadTest.randomBytes(100, 2));
        try (var cache = cache(1)) {
            fetch(cache, a);
            fetch(cache, b);
            assertThat(cached(a)).exists();
            try (var other = cache(1)) {
                fetch(other, pin("c", DownloadTest.randomBytes(100, 3)));
            }
            assertThat(cached(a)).exists();
            assertThat(cached(b)).exists();
        }
        try (var cache = cache(1)) {
            fetch(cache, pin("d", DownloadTest.randomBytes(100, 4)));
        }
        assertThat(cached(a)).doesNotExist();
        assertThat(cached(b)).doesNotExist();
    }

    @Test
    void filesOfOthersInTheFolderAreLeftAlone() throws IOException {
        var foreign = Files.createDirectories(folder.resolve("cache")).resolve("notes.txt");
        Files.writeString(foreign, "mine");
        try (var cache = cache(1)) {
            fetch(cache, pin("a", BYTES));
        }
        assertThat(foreign).hasContent("mine");
    }

    @Test
    void threadsThatWantTheSamePinDownloadItOnce() throws Exception {
        var pin = pin("a", BYTES);
        try (var cache = cache();
                var threads = Executors.newFixedThreadPool(4)) {
            Callable<Path> fetching = () -> fetch(cache, pin);
            for (var fetched : threads.invokeAll(List.of(fetching, fetching, fetching, fetching))) {
                assertThat(fetched.get()).hasBinaryContent(BYTES);
            }
        }
        assertThat(store.offsets).containsExactly(0L);
    }

    @Test
    void whoComesWhileAnotherDownloadsWaitsForItsEnd() throws Exception {
        var pin = pin("a", BYTES);
        Files.createDirectories(folder.resolve("cache"));
        var heard = new ArrayList<String>();
        try (var cache = cache()) {
            var other = FileChannel.open(part(pin), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            assertThat(other.lock().isValid()).isTrue();
            Progress ending = (what, total, unit) -> {
                if (what.startsWith("waiting")) {
                    heard.add(what);
                    end(other, pin);
                }
                return amount -> {};
            };

            assertThat(cache.fetch(pin, ending)).hasBinaryContent(BYTES);
        }
        assertThat(heard).containsExactly("waiting for another process to download a");
        assertThat(store.offsets).isEmpty();
    }

    private void end(FileChannel other, Pin pin) {
        try {
            Files.write(cached(pin), BYTES);
            other.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws IOException {
        var file = Files.writeString(folder.resolve("cache"), "a file, not a folder");
        var pin = pin("a", BYTES);
        try (var cache = cache()) {
            assertThatThrownBy(() -> fetch(cache, pin))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("cannot make the cache folder '" + file + "'");
        }
    }

    @Test
    void theCacheLiesBesideTheConfiguration() {
        assertThat(InputCache.folderBeside(Path.of("/maps/us/backsight.yaml")))
                .isEqualTo(Path.of("/maps/us/.backsight/cache"));
    }
}
