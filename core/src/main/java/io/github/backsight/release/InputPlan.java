package io.github.backsight.release;

import io.github.backsight.store.Key;
import io.github.backsight.store.Pin;
import io.github.backsight.store.VersionId;
import java.util.Objects;
import java.util.Optional;

/// What a rollback would do to one input.
///
/// @param pin what the target release was built from
/// @param now the input's newest entry when the plan was made
/// @param source the version to be copied on top; present exactly when `change` is `RESTORE`
/// @param kept the key that `source` is a version of, where it is the copy that a pinned release
/// keeps; empty where it is a version of the input itself
public record InputPlan(Pin pin, Seen now, Change change, Optional<VersionId> source, Optional<Key> kept) {
    public enum Change {
        /// The newest version already has the pinned bytes.
        NONE,
        /// An old version, or the kept copy of it, is copied on top, as a new version.
        RESTORE,
        /// No version has the pinned bytes any more, and no copy is kept; the input stays as it is.
        GONE
    }

    public InputPlan {
        // Journals written by earlier versions do not have it.
        kept = Objects.requireNonNullElse(kept, Optional.empty());
        if (source.isPresent() != (change == Change.RESTORE)) {
            throw new IllegalArgumentException(pin.input() + ": " + change + " with source " + source);
        }
        if (kept.isPresent() && source.isEmpty()) {
            throw new IllegalArgumentException(pin.input() + ": a kept copy that is not restored");
        }
    }

    /// Of an input whose own versions are all that matters.
    public InputPlan(Pin pin, Seen now, Change change, Optional<VersionId> source) {
        this(pin, now, change, source, Optional.empty());
    }

    /// {@return the key that `source` is a version of}
    public Key from() {
        return kept.orElse(pin.key());
    }
}
