package io.github.backsight.release;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/// Which releases' files may lie at the fixed places now: one when they are settled, several while they change.
///
/// @param operation which wrote this
/// @param others whether files that no release put there may lie there as well
record InPlaceRecord(int format, OperationId operation, Instant time, List<ReleaseId> releases, Others others) {
    static final int FORMAT = 1;

    /// What may lie there beside the files of the releases.
    enum Others {
        NONE,
        /// Before the first publish in place nobody knows what is there.
        POSSIBLE
    }

    InPlaceRecord {
        Objects.requireNonNull(operation);
        Objects.requireNonNull(time);
        Objects.requireNonNull(others);
        releases = List.copyOf(releases);
    }
}
