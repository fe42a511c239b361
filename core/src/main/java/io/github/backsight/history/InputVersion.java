package io.github.backsight.history;

import io.github.backsight.store.Entry;
import io.github.backsight.store.VersionId;
import java.time.Instant;
import java.util.Objects;

/// One version of one input, as part of a [Combination].
///
/// @param time when the store says it was made
/// @param size in bytes
public record InputVersion(VersionId id, Instant time, long size) {
    public InputVersion {
        Objects.requireNonNull(id);
        Objects.requireNonNull(time);
    }

    public static InputVersion of(Entry.Version version) {
        return new InputVersion(version.id(), version.time(), version.size());
    }
}
