package io.github.backsight.release;

import java.time.Instant;
import java.util.Optional;

/// What is live and what was last done, for those who ask again and again.
///
/// @param live empty when nothing is
/// @param stored when the release that is live was stored; empty when its manifest is lost
/// @param drilled when a rollback was last rehearsed here
/// @param frozen whether publishing is frozen after a rollback
public record Glance(Optional<LivePointer> live, Optional<Instant> stored, Optional<Instant> drilled, boolean frozen) {}
