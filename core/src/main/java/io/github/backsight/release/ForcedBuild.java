package io.github.backsight.release;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/// Who had a release built although bytes of its inputs were in quarantine.
///
/// @param quarantined why they were
record ForcedBuild(
        int format, ReleaseId release, String who, Instant time, String reason, List<Quarantined> quarantined) {
    static final int FORMAT = 1;

    ForcedBuild {
        Objects.requireNonNull(release);
        Objects.requireNonNull(time);
        quarantined = List.copyOf(quarantined);
    }
}
