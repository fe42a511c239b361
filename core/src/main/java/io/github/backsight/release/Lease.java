package io.github.backsight.release;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;

/// What `lock.json` says: which operation works on the map, who runs it where, and until when others wait for it.
///
/// @param host as people call the machine
/// @param process its number on that machine
/// @param token tells two leases of the same operation apart
/// @param taken when, by the clock of the owner
/// @param expires when others need not wait any longer, by the clock of the owner, unless it is renewed
/// @param renewals how many there were
/// @param released whether the owner has given it back
public record Lease(
        int format,
        OperationId operation,
        Action action,
        String who,
        String host,
        long process,
        String token,
        Instant taken,
        Instant expires,
        int renewals,
        boolean released) {
    /// The newest format that this code writes and reads.
    static final int FORMAT = 1;

    public Lease {
        Objects.requireNonNull(operation);
        Objects.requireNonNull(action);
        Objects.requireNonNull(who);
        Objects.requireNonNull(host);
        Objects.requireNonNull(token);
        Objects.requireNonNull(taken);
        Objects.requireNonNull(expires);
    }

    /// {@return whether others wait for it at that time}
    public boolean isHeldAt(Instant time) {
        return !released && time.isBefore(expires);
    }

    Lease renewedUntil(Instant later) {
        return new Lease(format, operation, action, who, host, process, token, taken, later, renewals + 1, released);
    }

    Lease givenBack() {
        return new Lease(format, operation, action, who, host, process, token, taken, expires, renewals, true);
    }

    /// {@return as in `a publish by ann on build-7 (process 4711) since 2026-11-23T03:00:00Z, operation ...`}
    public String text() {
        var name = action.name().toLowerCase(Locale.ROOT);
        return (name.startsWith("u") ? "an " : "a ") + name + " by " + who + " on " + host + " (process " + process
                + ") since " + taken.truncatedTo(ChronoUnit.SECONDS) + ", operation " + operation;
    }
}
