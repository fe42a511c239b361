package io.github.backsight.release;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What an operation did, step by step.
///
/// @param previous the release that was live before
/// @param release the release that was to be live
/// @param milliseconds from begin to end
public record OperationResult(
        OperationId operation,
        Action action,
        Optional<ReleaseId> previous,
        ReleaseId release,
        Instant begun,
        List<StepResult> steps,
        long milliseconds) {
    public OperationResult {
        steps = List.copyOf(steps);
    }
}
