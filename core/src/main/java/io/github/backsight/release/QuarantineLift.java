package io.github.backsight.release;

import io.github.backsight.store.Sha256;
import java.time.Instant;
import java.util.Objects;

/// Who let bytes be used again that a rollback had taken away.
///
/// @param operation the rollback
record QuarantineLift(
        int format, Sha256 sha256, String input, OperationId operation, String who, Instant time, String reason) {
    static final int FORMAT = 1;

    QuarantineLift {
        Objects.requireNonNull(sha256);
        Objects.requireNonNull(operation);
        Objects.requireNonNull(time);
    }
}
