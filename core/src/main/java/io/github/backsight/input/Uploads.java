package io.github.backsight.input;

import io.github.backsight.config.InputSettings;
import io.github.backsight.progress.Progress;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.Pin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;

/// Puts a file on top of an input, as its new version.
@SuppressWarnings("DoNotCallSuggester")
public final class Uploads {
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

        /// The reply was lost and the version is not to be seen; it may still appear.
        record Unknown(IOException cause) implements Outcome {}
    }

    /// @param uploadIds a fresh, random name at each call; by it an upload whose reply was lost is recognised
    public Uploads(ObjectStore store, Supplier<String> uploadIds) {
        this.store = store;
        this.uploadIds = uploadIds;
    }

    public Outcome put(InputSettings input, Path file, Same same, Progress progress) throws IOException {
        throw new UnsupportedOperationException(input + " " + file + same + progress + store + uploadIds);
    }
}
