package io.github.backsight.testkit;

import static io.github.backsight.testkit.StoreSample.stored;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.store.Entry;
import io.github.backsight.store.FolderObjectStore;
import io.github.backsight.store.Key;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real processes on one folder: killed at any instant, or racing.
class FolderStoreProcessesTest {
    private static final Key PROBE = new Key("probe");
    private static final int KILLS = 16;
    private static final int COUNTERS = 3;
    private static final int TIMES = 25;

    @TempDir
    private Path folder;

    @Test
    void law5_aWriterKilledAtAnyInstantLeavesOnlyWholeVersions() throws Exception {
        var random = new Random(20);
        Set<Entry> verified = new HashSet<>();
        for (int kill = 0; kill < KILLS; kill++) {
            try (var writer = StoreProcess.writing(folder, kill)) {
                // Counted in progress, not in time, so that on a slow machine, too, every kill meets a busy writer.
                for (int lines = 1 + random.nextInt(20); lines > 0; lines--) {
                    assertThat(writer.output().readLine()).isEqualTo(StoreProcess.PROGRESS);
                }
                Thread.sleep(random.nextInt(6));
            }
            try (var store = open(InstantSource.system())) {
                verifyAllNew(store, verified);
                everyContentIsWhatItsNameSays();
                compareAndSwap(store);
            }
        }
        assertThat(verified).hasSizeGreaterThan(KILLS);
        leftoversAreSweptByAWriterOfAnotherDay();
    }

    @Test
    void law2_processesThatRaceOnACounterLoseNoUpdate() throws Exception {
        try (var store = open(InstantSource.system())) {
            StoreSample.put(store, StoreProcess.COUNTER, "0");
            var processes = new ArrayList<StoreProcess>();
            for (int i = 0; i < COUNTERS; i++) {
                processes.add(StoreProcess.counting(folder, TIMES));
            }
            for (var each : processes) {
                assertThat(each.process().waitFor()).isZero();
                each.close();
            }

            assertThat(StoreSample.newestText(store, StoreProcess.COUNTER)).isEqualTo("" + COUNTERS * TIMES);
            assertThat(store.history(StoreProcess.COUNTER)).hasSize(COUNTERS * TIMES + 1);
        }
    }

    private FolderObjectStore open(InstantSource clock) throws IOException {
        return FolderObjectStore.openOrCreate(folder, clock);
    }

    /// Reads every version that was not read before and compares it with its digest.
    private static void verifyAllNew(ObjectStore store, Set<Entry> verified) throws IOException {
        for (var entry : store.list("")) {
            var settled = entry instanceof Entry.Version(var key, var id, var time, var newest, var size)
                    ? new Entry.Version(key, id, time, false, size)
                    : entry;
            if (settled instanceof Entry.Version version && verified.add(settled)) {
                var bytes = StoreSample.bytes(store, version.key(), version.id());
                assertThat(bytes).hasSize((int) version.size());
                assertThat(store.details(version.key(), version.id()).sha256()).contains(Sha256.of(bytes));
            }
        }
    }

    /// Content without a version is not visible yet, but the next writer of equal bytes would take it for theirs.
    private void everyContentIsWhatItsNameSays() throws IOException {
        var blobs = folder.resolve("blobs");
        if (Files.exists(blobs)) {
            try (var files = Files.walk(blobs)) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    assertThat(Sha256.of(file).hex())
                            .isEqualTo(file.getFileName().toString());
                }
            }
        }
    }

    private static void compareAndSwap(ObjectStore store) throws IOException {
        var before = StoreSample.put(store, PROBE, "before");
        var after = stored(store.put(PROBE, StoreSample.body("after"), StoreSample.CSV, StoreSample.newestIs(before)));
        assertThat(store.newest(PROBE).orElseThrow().id()).isEqualTo(after);
    }

    private void leftoversAreSweptByAWriterOfAnotherDay() throws IOException {
        assertThat(folder.resolve("staging")).isNotEmptyDirectory();
        try (var store = open(() -> Instant.now().plus(Duration.ofDays(2)))) {
            StoreSample.put(store, PROBE, "another day");
        }
        assertThat(folder.resolve("staging")).isEmptyDirectory();
    }
}
