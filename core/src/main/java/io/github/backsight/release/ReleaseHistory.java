package io.github.backsight.release;

import io.github.backsight.store.Pin;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One release, what it was made from, and when it was live.
///
/// @param periods when it was live, newest first; empty when it never was
public record ReleaseHistory(
        ReleaseId release,
        Verdict verdict,
        String backsight,
        List<Pin> pins,
        Map<String, Number> counts,
        List<Period> periods) {
    /// @param until empty while it is live
    public record Period(
            Instant from,
            Optional<Instant> until,
            Action action,
            OperationId operation,
            String by,
            String reason,
            List<String> overruled) {}

    /// {@return whether it is live now}
    public boolean live() {
        return !periods.isEmpty() && periods.getFirst().until().isEmpty();
    }
}
