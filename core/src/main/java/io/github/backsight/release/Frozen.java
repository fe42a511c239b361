package io.github.backsight.release;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Why nothing may be published: a rollback has taken the map back, and nobody has said since that it may go on.
///
/// @param operation the rollback
/// @param release that it went to
/// @param who rolled back
/// @param reason as given; may be empty
public record Frozen(OperationId operation, ReleaseId release, String who, Instant since, String reason) {
    /// {@return as in `the rollback to 3f2a by ann at 2026-11-23T03:00:00Z: too high`}
    public String text() {
        return "the rollback to " + release + " by " + who + " at " + since.truncatedTo(ChronoUnit.SECONDS)
                + (reason.isBlank() ? "" : ": " + reason);
    }
}
