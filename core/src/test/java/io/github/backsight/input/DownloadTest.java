package io.github.backsight.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.backsight.finding.BadInputException;
import io.github.backsight.input.Download.Downloaded;
import io.github.backsight.input.Download.Existing;
import io.github.backsight.input.Download.Proof;
import io.github.backsight.progress.Progress;
import io.github.backsight.store.Attributes;
import io.github.backsight.store.Details;
import io.github.backsight.store.Entry;
import io.github.backsight.store.Key;
import io.github.backsight.store.Sha256;
import io.github.backsight.store.VersionId;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DownloadTest {
    private static final Key KEY = new Key("maps/usa.csv");
    private static final byte[] BYTES = randomBytes(100_000, 7);

    @TempDir
    private Path folder;

    private final ShakyStore store = new ShakyStore();
    private final Download download = new Download(store);

    static byte[] randomBytes(int count, long seed) {
        var bytes = new byte[count];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private Details stored(byte[] bytes) throws IOException {
        return store.details(KEY, store.put(KEY.value(), bytes));
    }

    private Path file() {
        return folder.resolve("usa.csv");
    }

    private Path part(Details details) {
        return Download.partOf(file(), details.version());
    }

    @Test
    void law8_theFileTakesItsNameOnceItIsProven() throws IOException {
        var details = stored(BYTES);
        var heard = new Heard();

        var downloaded = download.to(file(), details, Existing.KEEP, heard);

        assertThat(downloaded).isEqualTo(new Downloaded(file(), 100_000, Sha256.of(BYTES), Proof.SHA256));
        assertThat(file()).hasBinaryContent(BYTES);
        assertThat(folder).isDirectoryContaining(path -> path.equals(file()));
        assertThat(part(details)).doesNotExist();
        assertThat(heard.steps()).containsExactly("downloading maps/usa.csv 100000/100000");
    }

    @Test
    void anEmptyVersionIsAnEmptyFile() throws IOException {
        download.to(file(), stored(new byte[0]), Existing.KEEP, Progress.SILENT);

        assertThat(file()).isEmptyFile();
    }

    @Test
    void aStreamThatBreaksIsTakenUpWhereItBroke() throws IOException {
        var details = stored(BYTES);
        store.reads.add(new ShakyStore.Fault.BreaksAfter(30_000));
        store.reads.add(new ShakyStore.Fault.EndsAfter(5));

        download.to(file(), details, Existing.KEEP, Progress.SILENT);

        assertThat(file()).hasBinaryContent(BYTES);
        assertThat(store.offsets).containsExactly(0L, 30_000L, 30_005L);
    }

    @Test
    void theNextTryGoesOnWhereTheLastOneGaveUp() throws IOException {
        var details = stored(BYTES);
        store.reads.add(new ShakyStore.Fault.BreaksAfter(40_000));
        store.reads.add(new ShakyStore.Fault.BreaksAfter(0));

        assertThatThrownBy(() -> download.to(file(), details, Existing.KEEP, Progress.SILENT))
                .isInstanceOf(IOException.class)
                .hasMessage("'maps/usa.csv' version '1' broke off after 40000 of 100000 bytes: connection reset."
                        + " Run it again: it goes on from there");
        assertThat(file()).doesNotExist();
        assertThat(part(details)).hasSize(40_000);

        download.to(file(), details, Existing.KEEP, Progress.SILENT);

        assertThat(file()).hasBinaryContent(BYTES);
        assertThat(store.offsets).containsExactly(0L, 40_000L, 40_000L);
    }

    @Test
    void aPartOfAnotherVersionIsNotGoneOnWith() throws IOException {
        var old = stored(randomBytes(1000, 1));
        store.reads.add(new ShakyStore.Fault.BreaksAfter(10));
        store.reads.add(new ShakyStore.Fault.BreaksAfter(0));
        assertThatThrownBy(() -> download.to(file(), old, Existing.KEEP, Progress.SILENT))
                .isInstanceOf(IOException.class);

        download.to(file(), stored(BYTES), Existing.KEEP, Progress.SILENT);

        assertThat(file()).hasBinaryContent(BYTES);
        assertThat(store.offsets).endsWith(0L);
        assertThat(part(old)).hasSize(10);
    }

    @ParameterizedTest(name = "part of {0} bytes")
    @ValueSource(ints = {1, 99_999, 100_000, 100_001, 200_000})
    void aDamagedPartIsThrownAwayAndBroughtAgain(int length) throws IOException {
        var details = stored(BYTES);
        var damaged = Arrays.copyOf(BYTES, length);
        damaged[0] ^= 1;
        Files.write(part(details), damaged);

        download.to(file(), details, Existing.KEEP, Progress.SILENT);

        assertThat(file()).hasBinaryContent(BYTES);
        assertThat(store.offsets).endsWith(0L);
    }

    @Test
    void damageOnTheWayIsTriedOnceMore() throws IOException {
        var details = stored(BYTES);
        store.reads.add(new ShakyStore.Fault.Flips(50_000));

        download.to(file(), details, Existing.KEEP, Progress.SILENT);

        assertThat(file()).hasBinaryContent(BYTES);
    }

    @Test
    void law9_damageThatStaysIsAFinding() throws IOException {
        var details = stored(BYTES);
        var right = Sha256.of(BYTES).hex();
        store.reads.add(new ShakyStore.Fault.Flips(50_000));
        store.reads.add(new ShakyStore.Fault.Flips(50_000));

        assertThatThrownBy(() -> download.to(file(), details, Existing.KEEP, Progress.SILENT))
                .isInstanceOf(BadInputException.class)
                .hasMessageMatching(
                        "fail input.wrong-digest: maps/usa.csv, version 1: its bytes have the SHA-256 [0-9a-f]{64},"
                                + " and " + right
                                + " was expected: they are damaged in memory: or on the way. Try again;"
                                + " when it stays so, choose another version with: backsight versions");
        assertThat(file()).doesNotExist();
        assertThat(part(details)).isEmptyFile();
    }

    @Test
    void whatAStoreGivesBeyondTheSizeIsNotTaken() throws IOException {
        var details = stored(BYTES);
        store.reads.add(new ShakyStore.Fault.GivesMore(100));

        download.to(file(), details, Existing.KEEP, Progress.SILENT);

        assertThat(file()).hasBinaryContent(BYTES);
    }

    @Test
    void aFileThatIsThereIsKeptUnlessToldOtherwise() throws IOException {
        var details = stored(BYTES);
        Files.writeString(file(), "mine");

        assertThatThrownBy(() -> download.to(file(), details, Existing.KEEP, Progress.SILENT))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessage(file() + ": it is there already; name another file with -o, or replace it with --force");
        assertThat(file()).hasContent("mine");
        assertThat(store.offsets).isEmpty();

        download.to(file(), details, Existing.REPLACE, Progress.SILENT);
        assertThat(file()).hasBinaryContent(BYTES);
    }

    @Test
    void aFolderIsNeverReplaced() throws IOException {
        var details = stored(BYTES);

        assertThatThrownBy(() -> download.to(folder, details, Existing.REPLACE, Progress.SILENT))
                .hasMessage(folder + ": it is a folder; name a file in it with -o");
    }

    @Test
    void aMissingFolderIsNamed() throws IOException {
        var details = stored(BYTES);
        var nowhere = folder.resolve("no/usa.csv");

        assertThatThrownBy(() -> download.to(nowhere, details, Existing.KEEP, Progress.SILENT))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith(": there is no folder '" + folder.resolve("no") + "'");
    }

    @Test
    void twoDownloadsToOneFileDoNotMix() throws IOException {
        var details = stored(BYTES);
        try (var other = FileChannel.open(part(details), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = other.lock()) {
            assertThat(lock.isValid()).isTrue();

            assertThatThrownBy(() -> download.to(file(), details, Existing.KEEP, Progress.SILENT))
                    .isInstanceOf(IOException.class)
                    .hasMessage("'" + part(details)
                            + "' is being written by another download; wait until that one has ended");
        }
    }

    @Test
    void aFullDiskIsSaidAndWhatWasBroughtStays() throws IOException {
        var full = Path.of("/dev/full");
        assumeTrue(Files.exists(full));
        var details = stored(BYTES);
        Files.createSymbolicLink(part(details), full);

        assertThatThrownBy(() -> download.to(file(), details, Existing.KEEP, Progress.SILENT))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot write '" + part(details) + "': No space left on device."
                        + " Mend that, then run it again: it goes on from there");
        Files.delete(part(details));
    }

    @Test
    void aDiskTooSmallIsSaidBeforeAnythingIsBrought() {
        var huge = new Entry.Version(KEY, new VersionId("1"), Instant.EPOCH, true, Long.MAX_VALUE / 2);
        var details = new Details(huge, Optional.empty(), Attributes.ofType("text/csv"));

        assertThatThrownBy(() -> download.to(file(), details, Existing.KEEP, Progress.SILENT))
                .isInstanceOf(IOException.class)
                .hasMessageMatching("no space for '.*': \\d+ more bytes are needed, and the disk has \\d+\\."
                        + " Make room, or choose another folder");
        assertThat(store.offsets).isEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void howeverOftenItBreaksTheBytesAreRight(long seed) throws IOException {
        var random = new Random(seed);
        var bytes = randomBytes(random.nextInt(100_000) + 1, seed);
        var details = stored(bytes);
        for (int fault = 0; fault < 12; fault++) {
            int at = random.nextInt(bytes.length);
            store.reads.add(
                    random.nextBoolean() ? new ShakyStore.Fault.BreaksAfter(at) : new ShakyStore.Fault.EndsAfter(at));
        }

        for (int tries = 0; Files.notExists(file()) && tries < 20; tries++) {
            try {
                download.to(file(), details, Existing.KEEP, Progress.SILENT);
            } catch (IOException e) {
                assertThat(e).hasMessageContaining("broke off after");
                assertThat(file()).doesNotExist();
            }
        }

        assertThat(file()).hasBinaryContent(bytes);
    }
}
