package io.github.backsight.store;

import java.util.Optional;

/// What a writer believes is the newest entry of a key; a write whose belief is wrong does nothing.
public sealed interface Expectation {
    /// Write whatever is there.
    record Anything() implements Expectation {}

    /// Write only if the key has no object now: it never had one, or its newest entry is a delete marker.
    record Absent() implements Expectation {}

    /// Write only if this version is still the newest entry of the key, or, for stores that compare digests instead
    /// of ids, one with the very same bytes. What must not be confused therefore has bytes of its own, as the live
    /// pointer has by the operation that it names.
    record NewestIs(VersionId version) implements Expectation {}

    /// {@return whether a writer that expects this may write over `newest`, the key's newest entry if it has any}
    default boolean holds(Optional<Entry> newest) {
        return switch (this) {
            case Anything() -> true;
            case Absent() -> !(newest.orElse(null) instanceof Entry.Version);
            case NewestIs(var version) ->
                newest.map(entry -> entry.id().equals(version)).orElse(false);
        };
    }
}
