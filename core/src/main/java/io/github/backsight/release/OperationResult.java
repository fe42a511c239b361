package io.github.backsight.release;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What an operation did, step by step.
///
/// @param previous the release that was live before
/// @param release the release that was to be live
/// @param milliseconds from begin to end
/// @param timeToSafe empty when an address did not answer the release, none was read, or no pointer moved
/// @param probes what was read as the public reads it
public record OperationResult(
        OperationId operation,
        Action action,
        Optional<ReleaseId> previous,
        ReleaseId release,
        Instant begun,
        List<StepResult> steps,
        long milliseconds,
        Optional<TimeToSafe> timeToSafe,
        List<Probe> probes) {
    public OperationResult {
        Objects.requireNonNull(operation);
        steps = List.copyOf(steps);
        timeToSafe = Objects.requireNonNullElse(timeToSafe, Optional.empty());
        probes = List.copyOf(Objects.requireNonNullElse(probes, List.of()));
    }
}
