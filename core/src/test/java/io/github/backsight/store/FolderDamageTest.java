package io.github.backsight.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a folder store says of files that somebody or something has changed behind its back.
class FolderDamageTest {
    private static final Key SCORE = new Key("data/usa.csv");
    private static final Attributes CSV = Attributes.ofType("text/csv");
    private static final int BYTES = 200_000;

    @TempDir
    private Path folder;

    private FolderObjectStore store;
    private VersionId version;
    private Path blob;

    @BeforeEach
    void storeOneLongObject() throws IOException {
        store = FolderObjectStore.openOrCreate(folder, InstantSource.system());
        version = put(SCORE, drawn());
        try (var files = Files.walk(folder.resolve("blobs"))) {
            blob = files.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    @Test
    void equalContentIsStoredOnce() throws IOException {
        long before = bytesOnDisk();

        put(SCORE, drawn());
        put(new Key("copy"), drawn());
        store.restore(SCORE, version, new Expectation.Anything());

        assertThat(bytesOnDisk() - before).isLessThan(5_000);
    }

    @Test
    void aMissingContentIsNamed() throws IOException {
        Files.delete(blob);

        assertDamaged(blob, "is missing");
    }

    @Test
    void aContentOfAnotherSizeIsRefusedBeforeReading() throws IOException {
        Files.write(blob, new byte[BYTES - 1]);

        assertDamaged(blob, "has 199999 bytes instead of 200000");
    }

    @Test
    void aContentOfAnotherSizeIsNotTakenForAnEqualOne() throws IOException {
        Files.write(blob, new byte[BYTES - 1]);

        assertThatThrownBy(() -> put(new Key("copy"), drawn()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("has 199999 bytes instead of 200000");
        assertThat(store.newest(new Key("copy"))).isEmpty();
    }

    @Test
    void law8_aChangedByteFailsTheStreamBeforeItsLastBytesAreOut() throws IOException {
        var bytes = drawn();
        bytes[BYTES / 2] ^= 1;
        Files.write(blob, bytes);

        try (var in = store.read(SCORE, version)) {
            assertThatThrownBy(() -> in.readNBytes(BYTES))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("file:" + folder + " is damaged")
                    .hasMessageContaining("has SHA-256 " + Sha256.of(bytes) + " instead of " + Sha256.of(drawn()));
        }
    }

    @Test
    void aContentCutShortWhileItIsReadFailsTheStream() throws IOException {
        try (var in = store.read(SCORE, version)) {
            in.readNBytes(10);
            Files.write(blob, new byte[100]);

            assertThatThrownBy(in::readAllBytes)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("was cut short while it was read");
        }
    }

    @Test
    void aRecordThatWasCutShortOrChangedIsNamed() throws IOException {
        var record = folder.resolve("objects/data/usa.csv@1");
        var bytes = Files.readAllBytes(record);

        Files.write(record, new byte[0]);
        assertRecordRefused("is cut short");
        bytes[20] ^= 1;
        Files.write(record, bytes);
        assertRecordRefused("does not match its own checksum");
    }

    @Test
    void aRecordUnderAnotherNameIsRefused() throws IOException {
        Files.copy(folder.resolve("objects/data/usa.csv@1"), folder.resolve("objects/data/other@1"));

        assertThatThrownBy(() -> store.newest(new Key("data/other")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("objects/data/other@1 is the record of another version: 1 of data/usa.csv");
    }

    @Test
    void aMissingRecordBetweenOthersIsNamed() throws IOException {
        for (int i = 0; i < 3; i++) {
            put(SCORE, new byte[i]);
        }
        Files.delete(folder.resolve("objects/data/usa.csv@3"));

        assertThatThrownBy(() -> store.list(""))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("objects/data/usa.csv@3 is missing");
    }

    @Test
    void aForeignFileAmongTheRecordsIsNamedAndWhatDesktopsLeaveIsNot() throws IOException {
        Files.writeString(folder.resolve("objects/data/.DS_Store"), "");
        assertThat(store.list("")).hasSize(1);

        Files.writeString(folder.resolve("objects/data/Notes"), "");
        assertThatThrownBy(() -> store.list(""))
                .isInstanceOf(IOException.class)
                .hasMessage("file:" + folder + " holds objects/data/Notes, which Backsight did not put there;"
                        + " move it out of the store");
    }

    @Test
    void law9_aStoreThatCannotBeWrittenIsNamed() throws IOException {
        Files.writeString(folder.resolve("long"), "a file where a folder is to be");
        var longKey = new Key("x".repeat(1000));

        assertThatThrownBy(() -> put(longKey, new byte[1]))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("cannot write '" + longKey + "' to file:" + folder + ": ")
                .hasMessageEndingWith(". Check free space and permissions, then try again");
    }

    private void assertDamaged(Path file, String what) {
        assertThatThrownBy(() -> store.read(SCORE, version))
                .isInstanceOf(IOException.class)
                .hasMessage("file:" + folder + " is damaged: " + folder.relativize(file) + " " + what
                        + ". Put this file back from a copy of the store; other objects are not affected");
        assertThatThrownBy(() -> store.restore(SCORE, version, new Expectation.Anything()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(what);
    }

    private void assertRecordRefused(String what) {
        assertThatThrownBy(() -> store.newest(SCORE))
                .isInstanceOf(IOException.class)
                .hasMessage("file:" + folder + " is damaged: objects/data/usa.csv@1 " + what
                        + ". Put this file back from a copy of the store; other objects are not affected");
    }

    private VersionId put(Key key, byte[] bytes) throws IOException {
        var write = store.put(key, Body.of(bytes), CSV, new Expectation.Anything());
        return ((Write.Stored) write).id();
    }

    private static byte[] drawn() {
        var bytes = new byte[BYTES];
        new Random(5).nextBytes(bytes);
        return bytes;
    }

    private long bytesOnDisk() throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
