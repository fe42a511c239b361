package io.github.backsight.release;

import io.github.backsight.store.Pin;
import io.github.backsight.store.VersionId;
import java.util.Optional;

/// What a rollback would do to one input.
///
/// @param pin what the target release was built from
/// @param now the input's newest entry when the plan was made
/// @param source the version to be copied on top; present exactly when `change` is `RESTORE`
public record InputPlan(Pin pin, Seen now, Change change, Optional<VersionId> source) {
    public enum Change {
        /// The newest version already has the pinned bytes.
        NONE,
        /// An old version is copied on top, as a new version.
        RESTORE,
        /// No version has the pinned bytes any more; the input stays as it is.
        GONE
    }

    public InputPlan {
        if (source.isPresent() != (change == Change.RESTORE)) {
            throw new IllegalArgumentException(pin.input() + ": " + change + " with source " + source);
        }
    }
}
