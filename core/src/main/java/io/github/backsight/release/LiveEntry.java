package io.github.backsight.release;

import io.github.backsight.store.VersionId;
import java.time.Instant;
import java.util.Optional;

/// One entry of the history of `live.json`.
///
/// @param time when the store says it was written
/// @param pointer empty for a delete marker, and for bytes that are no pointer: from then on nothing was live
public record LiveEntry(VersionId version, Instant time, Optional<LivePointer> pointer) {}
