package io.github.backsight.release;

import io.github.backsight.store.ObjectStore;
import java.io.IOException;
import java.util.Optional;

/// Keeps what checks found in the files of releases, one record a release, below `.backsight/checked/`.
///
/// A new word lies on top of the one before, as a new version. Safe for use by many threads.
public final class ReleaseVerdicts {
    private final ObjectStore store;
    private final Layout layout;

    /// @param prefix `publish.prefix` of the configuration; empty for the store's root
    public ReleaseVerdicts(ObjectStore store, String prefix) {
        this(store, new Layout(prefix));
    }

    ReleaseVerdicts(ObjectStore store, Layout layout) {
        this.store = store;
        this.layout = layout;
    }

    /// {@return what was found last; empty where nobody has looked}
    Optional<ReleaseVerdict> find(ReleaseId release) throws IOException {
        var key = layout.checked(release);
        var found = new StoreReader(store).find(key);
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(ReleaseJson.read(
                        found.get().bytes(), ReleaseVerdict.class, ReleaseVerdict.FORMAT, key.value()));
    }

    /// @throws IOException if it is not kept, or may not be
    public void keep(ReleaseVerdict verdict) throws IOException {
        new Records(store).put(layout.checked(verdict.release()), verdict);
    }
}
