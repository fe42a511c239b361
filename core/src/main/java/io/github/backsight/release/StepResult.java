package io.github.backsight.release;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/// What became of one step of an operation.
///
/// @param step as in `pointer`, `input score`, `verify`
/// @param object the key that the step was about
/// @param detail one clause for people
/// @param milliseconds how long it took
/// @param began empty when it was not reached
public record StepResult(
        String step, String object, Ended ended, String detail, long milliseconds, Optional<Instant> began) {
    public enum Ended {
        DONE,
        /// It was so already.
        NOTHING_TO_DO,
        /// It was begun and goes on by itself; nothing waits for it any more.
        UNDER_WAY,
        /// It did not happen.
        FAILED,
        /// It may or may not have happened, or may still happen.
        UNKNOWN,
        /// It was overtaken: another operation has changed the object since.
        OVERTAKEN,
        /// An earlier step did not end well.
        NOT_REACHED
    }

    public StepResult {
        Objects.requireNonNull(ended);
        began = Objects.requireNonNullElse(began, Optional.empty());
    }
}
