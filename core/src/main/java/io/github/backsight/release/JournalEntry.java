package io.github.backsight.release;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/// One record of an operation, written before or after one of its steps.
///
/// @param step as in `pointer-begun` or `input-score-done`
/// @param detail one clause for people; may be empty
/// @param plan what the operation does; in its first entry only
/// @param ending what was done; in the last entry, unless another operation wrote that, and of failed attempts
record JournalEntry(
        int format,
        OperationId operation,
        String step,
        Instant time,
        String detail,
        Optional<Plan> plan,
        Optional<Ending> ending) {
    static final int FORMAT = 1;

    /// The step of an operation's first entry.
    static final String PLAN = "plan";

    /// The step of an operation's last entry.
    static final String FINISHED = "finished";

    /// The step of an entry that tells of an attempt which did not end well; the same command completes the
    /// operation.
    static final String ATTEMPT = "attempt";

    JournalEntry {
        Objects.requireNonNull(operation);
        Objects.requireNonNull(step);
        Objects.requireNonNull(time);
        Objects.requireNonNull(plan);
        // Journals written by earlier versions do not have it.
        ending = Objects.requireNonNullElse(ending, Optional.empty());
    }
}
