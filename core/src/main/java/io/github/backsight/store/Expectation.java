package io.github.backsight.store;

/// What a writer believes is the newest entry of a key; a write whose belief is wrong does nothing.
public sealed interface Expectation {
    /// Write whatever is there.
    record Anything() implements Expectation {}

    /// Write only if the key has no object now: it never had one, or its newest entry is a delete marker.
    record Absent() implements Expectation {}

    /// Write only if this version is still the newest entry of the key.
    record NewestIs(VersionId version) implements Expectation {}
}
