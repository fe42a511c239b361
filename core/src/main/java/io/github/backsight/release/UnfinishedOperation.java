package io.github.backsight.release;

import java.time.Instant;

/// An operation whose journal has no end: it is under way, or its process was killed.
///
/// @param lastStep the last thing its journal says, as in `pointer-begun`
/// @param next what to do about it, a command
public record UnfinishedOperation(
        OperationId operation,
        Action action,
        ReleaseId release,
        String who,
        String reason,
        Instant begun,
        String lastStep,
        String next) {}
