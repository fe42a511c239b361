package io.github.backsight.input;

import io.github.backsight.progress.Progress;
import io.github.backsight.store.Details;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.Sha256;
import java.io.IOException;
import java.nio.file.Path;

/// Brings one version to a file of the user, goes on where an earlier try broke off, and verifies it.
@SuppressWarnings("DoNotCallSuggester")
public final class Download {
    private final ObjectStore store;

    /// What to do with a file that is there already.
    public enum Existing {
        KEEP,
        REPLACE
    }

    /// What the bytes were held against.
    public enum Proof {
        /// The SHA-256 that the store keeps with the version.
        SHA256,
        /// The size only: the store was never told a SHA-256.
        SIZE
    }

    /// @param sha256 of the file, computed here
    public record Downloaded(Path file, long size, Sha256 sha256, Proof proof) {}

    public Download(ObjectStore store) {
        this.store = store;
    }

    /// Brings the version to `file`, by way of a part file beside it.
    ///
    /// @throws java.nio.file.FileAlreadyExistsException if `file` is there and to be kept
    public Downloaded to(Path file, Details version, Existing existing, Progress progress) throws IOException {
        throw new UnsupportedOperationException(file + " " + version + existing + progress + store);
    }
}
