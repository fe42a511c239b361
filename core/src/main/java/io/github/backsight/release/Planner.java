package io.github.backsight.release;

import io.github.backsight.store.ObjectStore;
import java.io.IOException;

/// Makes plans; changes nothing.
@SuppressWarnings("DoNotCallSuggester")
public final class Planner {
    public Planner(ObjectStore store, String prefix) {
        throw new UnsupportedOperationException("store" + prefix);
    }

    /// {@return what publishing `release` would do; [Plan#changesAnything()] is false when it is live already}
    ///
    /// @throws MissingReleaseException if there is no such release
    public Plan publish(ReleaseId release, Intent intent) throws IOException {
        return java.util.Optional.<Plan>empty().orElseThrow();
    }

    /// {@return what going back to `target` would do}
    ///
    /// @throws MissingReleaseException if there is no such release
    /// @throws NoGoodReleaseException if the target is the last good release and there is none
    public Plan rollback(Target target, Intent intent) throws IOException {
        return java.util.Optional.<Plan>empty().orElseThrow();
    }
}
