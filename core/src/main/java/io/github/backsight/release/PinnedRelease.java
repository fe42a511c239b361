package io.github.backsight.release;

import io.github.backsight.store.Key;
import io.github.backsight.store.Sha256;
import io.github.backsight.store.VersionId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/// Why a release is kept restorable, and by which copies: `.backsight/pinned/releases/<release>.json`.
///
/// @param time when the last copy was proven
public record PinnedRelease(int format, ReleaseId release, String who, Instant time, String reason, List<Kept> inputs) {
    static final int FORMAT = 1;

    /// The copy of one input.
    ///
    /// @param key of the input
    /// @param version that the release was built from
    /// @param copy where the copy lies
    public record Kept(String input, Key key, VersionId version, long size, Sha256 sha256, Key copy) {}

    public PinnedRelease {
        Objects.requireNonNull(release);
        Objects.requireNonNull(time);
        inputs = List.copyOf(inputs);
    }
}
