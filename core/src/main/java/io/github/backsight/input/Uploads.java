package io.github.backsight.input;

import io.github.backsight.config.InputSettings;
import io.github.backsight.progress.Progress;
import io.github.backsight.store.Attributes;
import io.github.backsight.store.Body;
import io.github.backsight.store.Details;
import io.github.backsight.store.Entry;
import io.github.backsight.store.Expectation;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.Page;
import io.github.backsight.store.Pin;
import io.github.backsight.store.Sha256;
import io.github.backsight.store.VersionId;
import io.github.backsight.store.Write;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Puts a file on top of an input, as its new version.
public final class Uploads {
    /// The metadata by which an upload is recognised: a random name of its own.
    public static final String UPLOAD = "backsight-upload";

    /// The metadata that holds the SHA-256 of the bytes, for stores that keep none themselves.
    public static final String SHA256 = "sha256";

    private final ObjectStore store;
    private final Supplier<String> uploadIds;

    /// What to do with a file whose bytes are the newest version already.
    public enum Same {
        SKIP,
        STORE_AGAIN
    }

    /// What became of a file. That nothing was written for certain is an [IOException].
    public sealed interface Outcome {
        /// It is a version now.
        record Stored(Pin pin) implements Outcome {}

        /// The newest version has the same bytes; nothing was written.
        record Unchanged(Pin newest) implements Outcome {}

        /// The reply was lost, and looking again showed no such version, or failed too. It may still appear.
        record Unknown(IOException cause) implements Outcome {}
    }

    /// @param uploadIds a fresh, random name at each call; by it an upload whose reply was lost is recognised
    public Uploads(ObjectStore store, Supplier<String> uploadIds) {
        this.store = store;
        this.uploadIds = uploadIds;
    }

    /// Stores `file`, whatever the newest version is by then: nothing is lost by a version on top.
    ///
    /// @throws IOException if the file cannot be read or changes meanwhile, or if it is certain that nothing was
    /// written
    public Outcome put(InputSettings input, Path file, Same same, Progress progress) throws IOException {
        refuseOtherThanFiles(file);
        var digest = digest(file, progress);
        var newest = store.newest(input.key());
        if (same == Same.SKIP && newest.orElse(null) instanceof Entry.Version version) {
            var details = store.details(input.key(), version.id());
            if (version.size() == Files.size(file) && known(details, progress).equals(digest)) {
                return new Outcome.Unchanged(pin(input, version.id(), version.size(), digest));
            }
        }
        return put(new Attempt(input, file, digest, uploadIds.get(), newest), progress);
    }

    /// @param before the newest entry before the upload
    private record Attempt(InputSettings input, Path file, Sha256 digest, String uploadId, Optional<Entry> before) {}

    private Outcome put(Attempt attempt, Progress progress) throws IOException {
        var key = attempt.input().key();
        var attributes = Attributes.ofType(ContentType.of(key.value()))
                .withMetadata(Map.of(SHA256, attempt.digest().hex(), UPLOAD, attempt.uploadId()));
        var body = Body.of(attempt.file());
        Write write;
        try (var step = progress.start("uploading " + key, body.size(), Progress.Unit.BYTES)) {
            write = store.put(key, counted(body, step), attributes, new Expectation.Anything());
        }
        return switch (write) {
            case Write.Stored(var id) -> stored(attempt, id, body.size());
            case Write.Unknown(var cause) -> lookAgain(attempt, body.size(), cause);
            case Write.Outrun(var newest) ->
                throw new IOException("'" + key + "' was refused because of " + newest
                        + ", although any version may be overlaid; nothing was written");
        };
    }

    /// The bytes are digested before they are sent, so a file that changes in between is found out here.
    private Outcome stored(Attempt attempt, VersionId id, long size) throws IOException {
        var key = attempt.input().key();
        var digest = store.sha256(key, id);
        if (digest.isPresent() && !digest.get().equals(attempt.digest())) {
            throw new IOException("'" + attempt.file() + "' changed while it was read: version '" + id + "' of '" + key
                    + "' has the SHA-256 " + digest.get() + ", not " + attempt.digest() + ". Put it again");
        }
        return new Outcome.Stored(pin(attempt.input(), id, size, attempt.digest()));
    }

    private Outcome lookAgain(Attempt attempt, long size, IOException cause) {
        try {
            var found = find(attempt);
            if (found.isPresent()) {
                return stored(attempt, found.get(), size);
            }
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
        return new Outcome.Unknown(cause);
    }

    /// Looks through what was added since `before`; others may have put versions on top of ours.
    private Optional<VersionId> find(Attempt attempt) throws IOException {
        var key = attempt.input().key();
        var from = Optional.<String>empty();
        do {
            Page page = store.history(key, from);
            for (var entry : page.entries()) {
                if (attempt.before().map(Entry::id).equals(Optional.of(entry.id()))) {
                    return Optional.empty();
                }
                if (entry instanceof Entry.Version version && isOurs(store.details(key, version.id()), attempt)) {
                    return Optional.of(version.id());
                }
            }
            from = page.next();
        } while (from.isPresent());
        return Optional.empty();
    }

    private static boolean isOurs(Details details, Attempt attempt) {
        return attempt.uploadId().equals(details.attributes().metadata().get(UPLOAD));
    }

    private Sha256 known(Details details, Progress progress) throws IOException {
        return Digests.of(store, details, progress);
    }

    private static Pin pin(InputSettings input, VersionId id, long size, Sha256 digest) {
        return new Pin(input.name(), input.key(), id, size, digest);
    }

    private static void refuseOtherThanFiles(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new IOException("there is no file '" + file + "'");
        }
        if (!Files.isRegularFile(file)) {
            throw new IOException("'" + file + "' is not a file");
        }
        if (!Files.isReadable(file)) {
            throw new IOException("'" + file + "' may not be read");
        }
    }

    private static Sha256 digest(Path file, Progress progress) throws IOException {
        try (var in = Files.newInputStream(file);
                var step = progress.start("reading " + file, Files.size(file), Progress.Unit.BYTES)) {
            return Sha256.of(Digests.counted(in, step));
        }
    }

    private static Body counted(Body body, Progress.Step step) {
        return new Body() {
            @Override
            public long size() {
                return body.size();
            }

            @Override
            public InputStream open() throws IOException {
                return Digests.counted(body.open(), step);
            }
        };
    }
}
