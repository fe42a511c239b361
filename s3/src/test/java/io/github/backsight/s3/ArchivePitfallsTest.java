package io.github.backsight.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.backsight.doctor.Diagnosis;
import io.github.backsight.store.VersionId;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.StorageClass;

/// Good versions that a lifecycle rule has moved to an archive, which only Amazon's S3 has.
///
/// Source: Amazon S3 User Guide, "Working with archived objects", "Restoring an archived object", and "How S3
/// Intelligent-Tiering works".
class ArchivePitfallsTest extends OnFaithfulServer {
    private VersionId good = new VersionId("null");

    @BeforeEach
    void spoil() {
        good = raw("good");
        raw("bad");
    }

    private String command(String request) {
        return "aws s3api restore-object --bucket " + connection.name() + " --key 'data/usa.csv' --version-id='" + good
                + "' --restore-request " + request;
    }

    private void fetchBack(boolean forDays) {
        connection
                .writer()
                .restoreObject(request -> request.bucket(connection.name())
                        .key(INPUT.value())
                        .versionId(good.value())
                        .restoreRequest(restore -> {
                            if (forDays) {
                                restore.days(7);
                            }
                        }));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GLACIER", "DEEP_ARCHIVE"})
    void pitfall16_anArchivedVersionCannotBeReadAndTheCommandThatFetchesItIsSaid(String storage) throws IOException {
        owned().move(INPUT.value(), good.value(), storage);

        try (var store = store()) {
            assertThatThrownBy(() -> store.read(INPUT, good))
                    .isInstanceOf(IOException.class)
                    .hasMessage("cannot read version '" + good + "' of 'data/usa.csv' in s3://" + connection.name()
                            + ": the version lies in an archive (" + storage
                            + ") and must be fetched from there first, which takes hours: " + command("Days=7"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GLACIER", "DEEP_ARCHIVE"})
    void pitfall16_anArchivedVersionIsNotRestoredAndNothingIsWritten(String storage) throws IOException {
        owned().move(INPUT.value(), good.value(), storage);

        try (var store = store()) {
            var before = store.history(INPUT);

            assertThatThrownBy(() -> store.restore(INPUT, good, ANYTHING))
                    .isInstanceOf(IOException.class)
                    .hasMessage("cannot copy version '" + good + "' of 'data/usa.csv' on top of it in s3://"
                            + connection.name() + ": the version lies in an archive (" + storage
                            + ") and must be fetched from there first, which takes hours: " + command("Days=7"));
            assertThat(store.history(INPUT)).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GLACIER", "DEEP_ARCHIVE"})
    void pitfall16_onceFetchedItIsRestoredAndTheNewVersionIsNotArchivedItself(String storage) throws IOException {
        owned().move(INPUT.value(), good.value(), storage);
        fetchBack(true);

        try (var store = store()) {
            stored(store.restore(INPUT, good, ANYTHING));

            assertThat(newestText(store)).isEqualTo("good");
        }
    }

    @Test
    void pitfall16_aVersionThatSankToAnArchiveTierLooksNormalAndIsNamedWithTheCommandThatTakesNoDays()
            throws IOException {
        owned().sink(INPUT.value(), good.value(), "ARCHIVE_ACCESS");
        var advice =
                ": the version lies in an archive (ARCHIVE_ACCESS) and must be fetched from there first, which takes"
                        + " hours: " + command("'{}'");

        try (var store = store()) {
            assertThatThrownBy(() -> store.read(INPUT, good)).hasMessageEndingWith(advice);
            assertThatThrownBy(() -> store.restore(INPUT, good, ANYTHING)).hasMessageEndingWith(advice);
            fetchBack(false);
            var restored = stored(store.restore(INPUT, good, ANYTHING));

            assertThat(newestText(store)).isEqualTo("good");
            assertThat(connection
                            .reader()
                            .headObject(head -> head.bucket(connection.name())
                                    .key(INPUT.value())
                                    .versionId(restored.value()))
                            .storageClass())
                    .isEqualTo(StorageClass.INTELLIGENT_TIERING);
        }
    }

    @Test
    void pitfall16_doctorNamesThePinnedVersionsThatLieInAnArchive() throws IOException {
        var pin = pin(good, "good");
        owned().move(INPUT.value(), good.value(), "GLACIER");
        var archived = of("storage of data/usa.csv", examine(pin));
        fetchBack(true);
        var fetched = of("storage of data/usa.csv", examine(pin));
        owned().sink(INPUT.value(), good.value(), "DEEP_ARCHIVE_ACCESS");
        var sunk = of("storage of data/usa.csv", examine(pin));

        assertThat(archived)
                .isEqualTo(Diagnosis.bad(
                        "storage of data/usa.csv",
                        "version " + good + " lies in an archive (GLACIER)",
                        command("Days=7")));
        assertThat(fetched.state()).isEqualTo(Diagnosis.State.GOOD);
        assertThat(sunk.found()).isEqualTo("version " + good + " lies in an archive (DEEP_ARCHIVE_ACCESS)");
        assertThat(sunk.action()).isEqualTo(command("'{}'"));
    }
}
