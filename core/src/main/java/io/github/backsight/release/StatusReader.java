package io.github.backsight.release;

import io.github.backsight.store.Key;
import io.github.backsight.store.ObjectStore;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// Answers "what is live, and how did it come about?"; changes nothing.
@SuppressWarnings("DoNotCallSuggester")
public final class StatusReader {
    public StatusReader(ObjectStore store, String prefix) {
        throw new UnsupportedOperationException("store" + prefix);
    }

    /// @param inputs the configured inputs by name; those that only the live release knows are added
    public Status status(Map<String, Key> inputs) throws IOException {
        throw new UnsupportedOperationException();
    }

    /// {@return every release with its lineage: those that were live last first, then those that never were, by id}
    public List<ReleaseHistory> releases() throws IOException {
        throw new UnsupportedOperationException();
    }
}
