package io.github.backsight.release;

import java.time.Instant;
import java.util.Objects;

/// Who lifted the freeze that a rollback left.
///
/// @param operation the rollback
record Unfrozen(int format, OperationId operation, String who, Instant time, String reason) {
    static final int FORMAT = 1;

    Unfrozen {
        Objects.requireNonNull(operation);
        Objects.requireNonNull(who);
        Objects.requireNonNull(time);
        Objects.requireNonNull(reason);
    }
}
