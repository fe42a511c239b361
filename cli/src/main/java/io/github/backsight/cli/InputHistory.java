package io.github.backsight.cli;

import io.github.backsight.store.Entry;
import io.github.backsight.store.Key;
import io.github.backsight.store.ObjectStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// All that a store remembers of one key.
final class InputHistory {
    private InputHistory() {}

    /// {@return versions and delete markers of exactly this key, newest first}
    static List<Entry> of(ObjectStore store, Key key) throws IOException {
        var entries = new ArrayList<Entry>();
        var page = store.history(key, Optional.empty());
        entries.addAll(page.entries());
        while (page.next().isPresent()) {
            page = store.history(key, page.next());
            entries.addAll(page.entries());
        }
        return entries;
    }
}
