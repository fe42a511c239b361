package io.github.backsight.store;

import java.io.IOException;
import java.util.Optional;

/// What became of a write. Every caller handles all three.
public sealed interface Write {
    /// It is there, durable, under this id (a delete: the marker's id).
    record Stored(VersionId id) implements Write {}

    /// The expectation was wrong and nothing was written; `newest` is what is there instead.
    record Outrun(Optional<Entry> newest) implements Write {}

    /// It may or may not have happened, or may still happen: look again before saying anything.
    record Unknown(IOException cause) implements Write {}
}
