package io.github.backsight.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.backsight.input.Download.Existing;
import io.github.backsight.progress.Progress;
import io.github.backsight.store.Details;
import io.github.backsight.store.Key;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Downloads by ranges that end before their time, in any way, and are begun again.
@Timeout(60)
class RangesResumedTest {
    private static final Key KEY = new Key("maps/usa.csv");

    @TempDir
    private Path folder;

    private final ShakyStore store = new ShakyStore();
    private final Heard heard = new Heard();

    private Path file() {
        return folder.resolve("usa.csv");
    }

    private Path part(Details details) {
        return Download.partOf(file(), details.version());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void whateverBreaksOrIsCutTheBytesAreRight(long seed) throws IOException {
        var random = new Random(seed);
        var bytes = DownloadTest.randomBytes(random.nextInt(60_000) + 1, seed);
        var details = store.details(KEY, store.put(KEY.value(), bytes));
        int rangeBytes = random.nextInt(bytes.length) / (random.nextInt(30) + 1) + 1;
        for (int fault = 0; fault < 30; fault++) {
            int at = random.nextInt(rangeBytes);
            store.reads.add(
                    random.nextBoolean() ? new ShakyStore.Fault.BreaksAfter(at) : new ShakyStore.Fault.EndsAfter(at));
        }

        for (int tries = 0; Files.notExists(file()) && tries < 60; tries++) {
            store.readsAtOnce = random.nextInt(5) + 1;
            try {
                new Download(store, rangeBytes).to(file(), details, Existing.KEEP, heard);
            } catch (IOException e) {
                assertThat(e).hasMessageContaining("broke off after");
                cutNowAndThen(part(details), random);
            }
        }

        assertThat(file()).hasBinaryContent(bytes);
    }

    private static void cutNowAndThen(Path part, Random random) throws IOException {
        if (random.nextInt(4) == 0) {
            var bytes = Files.readAllBytes(part);
            Files.write(part, Arrays.copyOf(bytes, random.nextInt(bytes.length + 20)));
        }
    }

    @Test
    void whateverInstantAProcessIsKilledAtWhatTheTableCountsIsThere() throws Exception {
        var details = DownloadProcess.stored(store);
        var part = part(details);
        for (int kill = 0; kill < 6 && Files.notExists(file()); kill++) {
            try (var process = DownloadProcess.start(file())) {
                assertThat(process.output().readLine()).isEqualTo(DownloadProcess.PROGRESS);
                Thread.sleep(new Random(kill).nextInt(400));
            }
            assertCountedBytesAreThere(part);
        }
        store.offsets.clear();
        var missing = RangeTableTest.missing(part, DownloadProcess.SIZE);

        new Download(store, DownloadProcess.RANGE_BYTES).to(file(), details, Existing.REPLACE, heard);

        assertThat(file()).hasBinaryContent(DownloadProcess.bytes());
        missing.ifPresent(all -> assertThat(store.offsets).containsExactlyInAnyOrder(all));
    }

    @Test
    void aProcessThatDownloadsKeepsAllOthersOut() throws IOException, InterruptedException {
        var details = DownloadProcess.stored(store);
        var part = part(details);
        try (var process = DownloadProcess.start(file())) {
            // Once there is a table, there is a lock; on a busy machine the process may have ended by then.
            while (process.process().isAlive() && (Files.notExists(part) || Files.size(part) == 0)) {
                Thread.sleep(1);
            }

            assertThatThrownBy(() -> new Download(store, DownloadProcess.RANGE_BYTES)
                            .to(file(), details, Existing.KEEP, Progress.SILENT))
                    .isInstanceOfAny(PartFile.BusyException.class, FileAlreadyExistsException.class);
        }
    }

    private static void assertCountedBytesAreThere(Path part) throws IOException {
        if (Files.notExists(part)) {
            return;
        }
        var there = Files.readAllBytes(part);
        var missing = RangeTableTest.missingFrom(part, DownloadProcess.SIZE);
        if (missing.isEmpty()) {
            return;
        }
        var bytes = DownloadProcess.bytes();
        for (int range = 0; range < missing.get().length; range++) {
            int from = range * DownloadProcess.RANGE_BYTES;
            int to = Math.toIntExact(missing.get()[range]);
            assertThat(Arrays.equals(there, from, to, bytes, from, to))
                    .as("range " + range)
                    .isTrue();
        }
    }
}
