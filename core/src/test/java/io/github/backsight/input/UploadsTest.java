package io.github.backsight.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.backsight.config.InputSettings;
import io.github.backsight.config.TableSettings;
import io.github.backsight.input.ShakyStore.Reply;
import io.github.backsight.input.Uploads.Outcome;
import io.github.backsight.input.Uploads.Same;
import io.github.backsight.progress.Progress;
import io.github.backsight.store.Attributes;
import io.github.backsight.store.Body;
import io.github.backsight.store.Entry;
import io.github.backsight.store.Expectation;
import io.github.backsight.store.Key;
import io.github.backsight.store.Pin;
import io.github.backsight.store.Sha256;
import io.github.backsight.store.VersionId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UploadsTest {
    private static final Key KEY = new Key("maps/usa.csv");
    private static final InputSettings SCORE =
            new TableSettings("score", KEY, Optional.empty(), "id", ',', Optional.empty());
    private static final byte[] BYTES = "id,score\n1,2\n".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    private Path file = Path.of("unset");
    private final ShakyStore store = new ShakyStore();
    private int uploads;
    private final Uploads uploading = new Uploads(store, () -> "upload-" + ++uploads);

    @BeforeEach
    void writeTheFile() throws IOException {
        file = Files.write(folder.resolve("new.csv"), BYTES);
    }

    private Outcome put(Same same) throws IOException {
        return uploading.put(SCORE, file, same, Progress.SILENT);
    }

    private static Pin pin(String version) {
        return new Pin("score", KEY, new VersionId(version), BYTES.length, Sha256.of(BYTES));
    }

    @Test
    void aFileBecomesTheNewVersionWithItsTypeAndDigest() throws IOException {
        store.put(KEY.value(), new byte[] {1});
        var heard = new Heard();

        assertThat(uploading.put(SCORE, file, Same.SKIP, heard)).isEqualTo(new Outcome.Stored(pin("2")));

        var details = store.details(KEY, new VersionId("2"));
        assertThat(details.version().newest()).isTrue();
        assertThat(details.attributes().contentType()).isEqualTo("text/csv");
        assertThat(details.attributes().metadata())
                .isEqualTo(Map.of("sha256", Sha256.of(BYTES).hex(), "backsight-upload", "upload-1"));
        assertThat(heard.steps()).containsExactly("reading " + file + " 13/13", "uploading maps/usa.csv 13/13");
    }

    @Test
    void law3_theVersionBelowStays() throws IOException {
        var old = store.put(KEY.value(), new byte[] {1});

        put(Same.SKIP);

        assertThat(store.read(KEY, old).readAllBytes()).containsExactly(1);
    }

    @Test
    void equalBytesMakeNoNewVersionUnlessAskedFor() throws IOException {
        assertThat(put(Same.SKIP)).isEqualTo(new Outcome.Stored(pin("1")));
        assertThat(put(Same.SKIP)).isEqualTo(new Outcome.Unchanged(pin("1")));
        store.knowsDigests = false;
        assertThat(put(Same.SKIP)).isEqualTo(new Outcome.Unchanged(pin("1")));
        assertThat(put(Same.STORE_AGAIN)).isEqualTo(new Outcome.Stored(pin("2")));
    }

    @Test
    void pitfall7_equalBytesBelowADeleteMarkerAreStoredAgain() throws IOException {
        put(Same.SKIP);
        store.delete(KEY);

        assertThat(put(Same.SKIP)).isEqualTo(new Outcome.Stored(pin("3")));
    }

    @Test
    void law6_aLostReplyIsSettledByLookingAgain() throws IOException {
        store.put(KEY.value(), new byte[] {1});
        store.puts.add(Reply.LOST_BUT_STORED);

        assertThat(put(Same.SKIP)).isEqualTo(new Outcome.Stored(pin("2")));
    }

    @Test
    void law6_aLostReplyIsSettledEvenWhenOthersWroteOnTop() throws IOException {
        store.puts.add(Reply.STORED_THEN_SUPERSEDED_AND_LOST);

        assertThat(put(Same.SKIP)).isEqualTo(new Outcome.Stored(pin("1")));
        assertThat(store.newest(KEY)).map(Entry::id).contains(new VersionId("4"));
    }

    @Test
    void law6_whatCannotBeSeenStaysUnknown() throws IOException {
        store.put(KEY.value(), new byte[] {1});
        store.puts.add(Reply.LOST_AND_NOT_STORED);

        assertThat(put(Same.SKIP))
                .isInstanceOfSatisfying(
                        Outcome.Unknown.class,
                        unknown -> assertThat(unknown.cause()).hasMessage("no reply"));
    }

    @Test
    void law6_anotherUploadOfTheSameBytesIsNotTakenForOurs() throws IOException {
        store.memory.put(
                KEY,
                Body.of(BYTES),
                Attributes.ofType("text/csv").withMetadata(Map.of(Uploads.UPLOAD, "another")),
                new Expectation.Anything());
        store.puts.add(Reply.LOST_AND_NOT_STORED);

        assertThat(put(Same.STORE_AGAIN)).isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void law6_whenLookingFailsTooTheOutcomeIsUnknown() throws IOException {
        store.puts.add(Reply.LOST_BUT_STORED);
        store.historyFails = true;

        assertThat(put(Same.SKIP))
                .isInstanceOfSatisfying(
                        Outcome.Unknown.class,
                        unknown -> assertThat(unknown.cause().getSuppressed())
                                .singleElement()
                                .satisfies(looking -> assertThat(looking).hasMessage("the network is gone")));
    }

    @Test
    void aRefusalOfTheStoreIsPassedOn() {
        store.puts.add(Reply.REFUSED);

        assertThatThrownBy(() -> put(Same.SKIP))
                .isInstanceOf(IOException.class)
                .hasMessage("not allowed to write 'maps/usa.csv'");
    }

    @Test
    void aFileThatIsNoneIsNamed() {
        assertThatThrownBy(() -> uploading.put(SCORE, folder.resolve("no.csv"), Same.SKIP, Progress.SILENT))
                .hasMessage("there is no file '" + folder.resolve("no.csv") + "'");
        assertThatThrownBy(() -> uploading.put(SCORE, folder, Same.SKIP, Progress.SILENT))
                .hasMessage("'" + folder + "' is not a file");
    }

    @Test
    void aFileThatChangesMeanwhileIsFoundOut() {
        Progress changing = (what, total, unit) -> {
            if (what.startsWith("uploading")) {
                overwrite("id,score\n1,3\n");
            }
            return amount -> {};
        };

        assertThatThrownBy(() -> uploading.put(SCORE, file, Same.SKIP, changing))
                .isInstanceOf(IOException.class)
                .hasMessageMatching(
                        "'.*new.csv' changed while it was read: version '1' of 'maps/usa.csv' has the SHA-256"
                                + " [0-9a-f]{64}, not [0-9a-f]{64}. Put it again");
    }

    private void overwrite(String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "a.csv, text/csv",
        "a.tsv, text/tab-separated-values",
        "a.json, application/json",
        "a.topojson, application/json",
        "a.GeoJSON, application/geo+json",
        "a.ndjson, application/x-ndjson",
        "a.csv.gz, application/gzip",
        "a.zip, application/zip",
        "a.b/c, application/octet-stream",
        "a, application/octet-stream"
    })
    void theTypeFollowsTheEndingOfTheKey(String key, String type) {
        assertThat(ContentType.of(key)).isEqualTo(type);
    }
}
