package io.github.backsight.store;

import java.time.Instant;

/// One entry of a key's history.
public sealed interface Entry {
    Key key();

    VersionId id();

    /// {@return when the store says the entry was made; order entries by the list, never by this time}
    Instant time();

    /// {@return whether this is what a plain read of the key sees now}
    boolean newest();

    record Version(Key key, VersionId id, Instant time, boolean newest, long size) implements Entry {}

    record DeleteMarker(Key key, VersionId id, Instant time, boolean newest) implements Entry {}
}
