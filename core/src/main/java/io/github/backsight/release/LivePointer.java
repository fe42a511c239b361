package io.github.backsight.release;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/// What `live.json` says: which release the public sees, and which operation made it so.
///
/// The operation is what settles a lost reply: a version of `live.json` that carries it was written by it (law 6).
///
/// @param time when the operation wrote it, by the writer's clock
/// @param reason as given; may be empty
/// @param previous the release that was live before
/// @param overruled codes of the findings that refused this release and were overruled
public record LivePointer(
        int format,
        ReleaseId release,
        OperationId operation,
        Action action,
        Instant time,
        String who,
        String reason,
        Optional<ReleaseId> previous,
        List<String> overruled) {
    /// The newest format that this code writes and reads.
    static final int FORMAT = 1;

    public LivePointer {
        Objects.requireNonNull(release);
        Objects.requireNonNull(operation);
        Objects.requireNonNull(action);
        Objects.requireNonNull(time);
        overruled = List.copyOf(overruled);
    }

    /// {@return those of the overruled findings that spoke of the release itself}
    List<String> overruledOfRelease() {
        return overruled.stream().filter(code -> !code.equals(Gates.FROZEN)).toList();
    }

    /// {@return as in `rollback of 3f2a... by ann at 2026-11-23T03:00:00Z, operation ...`}
    String signature() {
        var when = time.truncatedTo(ChronoUnit.SECONDS);
        return action.name().toLowerCase(Locale.ROOT) + " of " + release + " by " + who + " at " + when + ", operation "
                + operation;
    }
}
