package io.github.backsight.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.backsight.finding.BadInputException;
import io.github.backsight.input.Download.Existing;
import io.github.backsight.progress.Progress;
import io.github.backsight.store.Details;
import io.github.backsight.store.Key;
import io.github.backsight.store.MissingVersionException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Downloads from a store that serves four reads at once: eleven ranges of 1,000 bytes, the last one of 500.
@Timeout(60)
class RangesTest {
    private static final Key KEY = new Key("maps/usa.csv");
    private static final byte[] BYTES = DownloadTest.randomBytes(10_500, 7);
    private static final int RANGE_BYTES = 1_000;

    @TempDir
    private Path folder;

    private final ShakyStore store = new ShakyStore();
    private final Heard heard = new Heard();

    @BeforeEach
    void serveFourReadsAtOnce() {
        store.readsAtOnce = 4;
    }

    private Details stored() throws IOException {
        return store.details(KEY, store.put(KEY.value(), BYTES));
    }

    private Path file() {
        return folder.resolve("usa.csv");
    }

    private Path part(Details details) {
        return Download.partOf(file(), details.version());
    }

    private void download(Details details) throws IOException {
        new Download(store, RANGE_BYTES).to(file(), details, Existing.KEEP, heard);
    }

    /// {@return a gate that closes the place `offset` until `bytes` have been brought}
    private ShakyStore.Gate closedUntil(long bytes, long offset) {
        return at -> {
            while (at == offset && !heard.steps().getLast().contains(" " + bytes + "/")) {
                pause();
            }
        };
    }

    private static void pause() throws InterruptedIOException {
        try {
            Thread.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    private static Long[] everyRange() {
        return LongStream.rangeClosed(0, 10)
                .mapToObj(range -> range * RANGE_BYTES)
                .toArray(Long[]::new);
    }

    @Test
    void theFirstRangeMayComeLast() throws IOException {
        var details = stored();
        store.gate = closedUntil(9_500, 0);

        download(details);

        assertThat(file()).hasBinaryContent(BYTES);
        assertThat(store.offsets).containsExactlyInAnyOrder(everyRange());
        assertThat(heard.steps()).containsExactly("downloading maps/usa.csv 10500/10500");
        assertThat(folder).isDirectoryContaining(path -> path.equals(file()));
        assertThat(part(details)).doesNotExist();
    }

    @Test
    void whatIsNoLongerThanARangeIsOneStream() throws IOException {
        store.put(KEY.value(), Arrays.copyOf(BYTES, RANGE_BYTES));
        var details = store.details(KEY, store.newest(KEY).orElseThrow().id());

        download(details);

        assertThat(store.offsets).containsExactly(0L);
    }

    @Test
    void aRangeThatBreaksIsTakenUpAtItsPlace() throws IOException {
        var details = stored();
        store.readsFrom.put(3_000L, new ShakyStore.Fault.BreaksAfter(400));
        store.readsFrom.put(3_400L, new ShakyStore.Fault.EndsAfter(1));

        download(details);

        assertThat(file()).hasBinaryContent(BYTES);
        assertThat(store.offsets).hasSize(13).contains(3_000L, 3_400L, 3_401L);
        assertThat(heard.steps()).containsExactly("downloading maps/usa.csv 10500/10500");
    }

    private void breakOff(Details details) {
        store.gate = closedUntil(9_900, 3_400);
        store.readsFrom.put(3_000L, new ShakyStore.Fault.BreaksAfter(400));
        store.readsFrom.put(3_400L, new ShakyStore.Fault.BreaksAfter(0));
        assertThatThrownBy(() -> download(details))
                .isInstanceOf(IOException.class)
                .hasMessage("'maps/usa.csv' version '1' broke off after 9900 of 10500 bytes: connection reset."
                        + " Run it again: it goes on from there");
        assertThat(file()).doesNotExist();
        store.gate = offset -> {};
        store.offsets.clear();
    }

    @Test
    void theNextRunReadsOnlyWhatIsMissing() throws IOException {
        var details = stored();
        breakOff(details);

        download(details);

        assertThat(file()).hasBinaryContent(BYTES);
        assertThat(store.offsets).containsExactly(3_400L);
        assertThat(heard.steps())
                .containsExactly("downloading maps/usa.csv 9900/10500", "downloading maps/usa.csv 10500/10500");
    }

    @Test
    void aStoreOfOneStreamGoesOnWithRanges() throws IOException {
        var details = stored();
        breakOff(details);
        store.readsAtOnce = 1;

        download(details);

        assertThat(file()).hasBinaryContent(BYTES);
        assertThat(store.offsets).containsExactly(3_400L);
    }

    @Test
    void rangesGoOnWithAStream() throws IOException {
        var details = stored();
        Files.write(part(details), Arrays.copyOf(BYTES, 8_250));

        download(details);

        assertThat(file()).hasBinaryContent(BYTES);
        assertThat(store.offsets).containsExactlyInAnyOrder(8_250L, 9_000L, 10_000L);
        assertThat(heard.steps()).containsExactly("downloading maps/usa.csv 10500/10500");
    }

    @Test
    void damageOnTheWayIsTriedOnceMore() throws IOException {
        var details = stored();
        store.readsFrom.put(5_000L, new ShakyStore.Fault.Flips(17));

        download(details);

        assertThat(file()).hasBinaryContent(BYTES);
        assertThat(store.offsets).hasSize(22);
    }

    @Test
    void law9_damageThatStaysIsAFinding() throws IOException {
        var details = stored();
        store.gate = offset -> {
            if (offset == 5_000) {
                store.readsFrom.put(offset, new ShakyStore.Fault.Flips(17));
            }
        };

        assertThatThrownBy(() -> download(details))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("fail input.wrong-digest: maps/usa.csv, version 1: its bytes have the SHA-256 ");
        assertThat(file()).doesNotExist();
        assertThat(part(details)).isEmptyFile();
    }

    @Test
    void aVersionThatVanishesIsSaidAtOnce() throws IOException {
        var details = stored();
        store.gate = offset -> {
            if (offset == 5_000) {
                throw new MissingVersionException(KEY, details.version().id());
            }
        };

        assertThatThrownBy(() -> download(details)).isInstanceOf(MissingVersionException.class);
        assertThat(store.offsets).containsOnlyOnce(5_000L);
    }

    @Test
    void aFullDiskIsSaid() throws IOException {
        var full = Path.of("/dev/full");
        assumeTrue(Files.exists(full));
        var details = stored();
        Files.createSymbolicLink(part(details), full);

        assertThatThrownBy(() -> download(details))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot write '" + part(details) + "': No space left on device."
                        + " Mend that, then run it again: it goes on from there");
        Files.delete(part(details));
    }

    @Test
    void anInterruptionStopsAllWorkersAndLeavesWhatWasBrought() throws Exception {
        var details = stored();
        var never = new CountDownLatch(1);
        var main = Thread.currentThread();
        store.gate = offset -> {
            closedUntil(9_500, 2_000).pass(offset);
            if (offset == 2_000) {
                main.interrupt();
                await(never);
            }
        };

        assertThatThrownBy(() -> download(details))
                .isInstanceOf(InterruptedIOException.class)
                .hasMessage("interrupted while downloading to '" + part(details)
                        + "'. Run it again: it goes on from there");
        assertThat(Thread.interrupted()).isTrue();
        store.offsets.clear();
        store.gate = offset -> {};
        download(details);

        assertThat(file()).hasBinaryContent(BYTES);
        assertThat(store.offsets).contains(2_000L);
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    @Test
    void twoDownloadsToOneFileDoNotMix() throws Exception {
        var details = stored();
        var busy = new CountDownLatch(1);
        store.gate = offset -> {
            if (offset == 0) {
                await(busy);
            }
        };
        try (var threads = Executors.newSingleThreadExecutor()) {
            var first = threads.submit(() -> {
                download(details);
                return file();
            });
            while (!store.offsets.contains(0L)) {
                pause();
            }

            assertThatThrownBy(() -> new Download(store).to(file(), details, Existing.KEEP, Progress.SILENT))
                    .isInstanceOf(PartFile.BusyException.class);
            busy.countDown();
            assertThat(first.get()).hasBinaryContent(BYTES);
        }
    }
}
