package io.github.backsight.release;

import io.github.backsight.store.Pin;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One release, what it was made from, and when it was live.
///
/// @param periods when it was live, newest first; empty when it never was
/// @param runway until when it can be restored; empty when it is not good, or it cannot be told
public record ReleaseHistory(
        ReleaseId release,
        Verdict verdict,
        String backsight,
        List<Pin> pins,
        Map<String, Number> counts,
        List<Period> periods,
        Optional<ReleaseRunway> runway) {
    /// @param until empty while it is live
    public record Period(
            Instant from,
            Optional<Instant> until,
            Action action,
            OperationId operation,
            String by,
            String reason,
            List<String> overruled) {}

    /// {@return the same, and until when it can be restored}
    public ReleaseHistory with(ReleaseRunway until) {
        return new ReleaseHistory(release, verdict, backsight, pins, counts, periods, Optional.of(until));
    }

    /// {@return whether it is live now}
    public boolean live() {
        return !periods.isEmpty() && periods.getFirst().until().isEmpty();
    }
}
