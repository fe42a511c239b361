package io.github.backsight.release;

import io.github.backsight.store.Entry;
import io.github.backsight.store.ObjectStore;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/// Answers what is live in as few questions to the store as it takes: unlike [StatusReader] it looks
/// at no input and no journal. For use by many threads.
public final class GlanceReader {
    private final ObjectStore store;
    private final Layout layout;
    private final StoreReader reader;
    private final Live live;
    private final Freeze freeze;

    /// @param prefix `publish.prefix` of the configuration; empty for the store's root
    public GlanceReader(ObjectStore store, String prefix) {
        this.store = store;
        this.layout = new Layout(prefix);
        this.reader = new StoreReader(store);
        this.live = new Live(store, layout);
        this.freeze = new Freeze(store, layout);
    }

    /// {@return the release that is live; empty when none is}
    public Optional<ReleaseId> release() throws IOException {
        return live.now().pointer().map(LivePointer::release);
    }

    public Glance glance() throws IOException {
        var now = live.now();
        var stored = now.pointer().isEmpty()
                ? Optional.<Instant>empty()
                : reader.newestVersion(layout.manifest(now.pointer().get().release()))
                        .map(Entry.Version::time);
        return new Glance(now.pointer(), stored, lastDrill(), freeze.now(now).isPresent());
    }

    private Optional<Instant> lastDrill() throws IOException {
        return store.list(layout.drills()).stream()
                .flatMap(entry -> StoreReader.version(entry).stream())
                .map(Entry.Version::time)
                .max(Comparator.naturalOrder());
    }
}
