package io.github.backsight.console;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/// What is live and what was done, for those who watch.
///
/// @param release that is live
/// @param stored when the live release was stored
/// @param changed when the live pointer was last moved
/// @param drilled when a rollback was last rehearsed
/// @param frozen whether nothing may be published
public record LiveState(
        Optional<String> release,
        Optional<Instant> stored,
        Optional<Instant> changed,
        Optional<Instant> drilled,
        boolean frozen) {
    /// Reads it. Threads may share it.
    @FunctionalInterface
    public interface Reader {
        LiveState now() throws IOException;
    }
}
