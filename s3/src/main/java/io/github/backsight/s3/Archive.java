package io.github.backsight.s3;

import io.github.backsight.store.Key;
import io.github.backsight.store.VersionId;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.InvalidObjectStateException;

/// Where a version lies that cannot be read before it is fetched back.
///
/// Source: Amazon S3 User Guide, "Working with archived objects" and "Restoring an archived object".
///
/// @param place as S3 calls it: a storage class, or a tier of `INTELLIGENT_TIERING`
/// @param tiered whether it is a tier: what is fetched from there stays in reach, so no days are said
record Archive(String place, boolean tiered) {
    private static final List<String> CLASSES = List.of("GLACIER", "DEEP_ARCHIVE");

    /// {@return the archive that holds what `head` is about; empty where it can be read at once}
    static Optional<Archive> of(HeadObjectResponse head) {
        if (head.archiveStatusAsString() != null) {
            return Optional.of(new Archive(head.archiveStatusAsString(), true));
        }
        boolean back = Optional.ofNullable(head.restore())
                .filter(text -> text.contains("ongoing-request=\"false\""))
                .isPresent();
        return Optional.ofNullable(head.storageClassAsString())
                .filter(name -> CLASSES.contains(name) && !back)
                .map(name -> new Archive(name, false));
    }

    /// {@return the archive that a refused read tells of}
    static Archive of(InvalidObjectStateException refused) {
        return Optional.ofNullable(refused.accessTierAsString())
                .map(tier -> new Archive(tier, true))
                .orElseGet(() -> new Archive(
                        Optional.ofNullable(refused.storageClassAsString()).orElse("Glacier"), false));
    }

    /// {@return the storage class of a copy that is to be read at once; null is the one by default}
    static @Nullable String readableClass(@Nullable String storageClass) {
        return storageClass != null && CLASSES.contains(storageClass) ? null : storageClass;
    }

    /// {@return what fetches it back}
    String command(String bucket, String key, String version) {
        return "aws s3api restore-object --bucket " + bucket + " --key '" + key + "' --version-id='" + version
                + "' --restore-request " + (tiered ? "'{}'" : "Days=7");
    }

    /// {@return what people read who cannot have the version now}
    String advice(String bucket, String key, String version) {
        return "the version lies in an archive (" + place
                + ") and must be fetched from there first, which takes hours: " + command(bucket, key, version);
    }

    /// @param asked what is to be done with the version
    /// @throws IOException if it lies in an archive
    static void requireReach(Connection connection, Head head, String asked) throws IOException {
        var archive = of(head.response());
        if (archive.isPresent()) {
            throw refused(connection, archive.get(), head.key(), head.version(), asked);
        }
    }

    private static IOException refused(
            Connection connection, Archive archive, Key key, VersionId version, String asked) {
        return new IOException("cannot " + asked + " in " + connection.bucket().text() + ": "
                + archive.advice(connection.name(), key.value(), version.value()));
    }
}
