package io.github.backsight.release;

/// Where a rollback is to go.
public sealed interface Target {
    /// The newest good release that was live before the one that is live now, and is still whole.
    record LastGood() implements Target {}

    /// The release that was live directly before the one that is live now, good or not.
    record Previous() implements Target {}

    /// One release, good or not.
    record Release(ReleaseId id) implements Target {}
}
