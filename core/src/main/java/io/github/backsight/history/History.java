package io.github.backsight.history;

import io.github.backsight.store.Key;
import io.github.backsight.store.ObjectStore;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// Which versions of several inputs were there together, and when: from the version lists alone, so that it can be told
/// of a bucket that Backsight never touched. For use by many threads.
///
/// What was removed for ever from a list, by a lifecycle rule or by hand, is not in it: then the version before it
/// seems to have lasted longer.
public final class History {
    private final ObjectStore store;

    public History(ObjectStore store) {
        this.store = store;
    }

    /// {@return the states that the inputs have had together, newest first; empty when none of them ever was there}
    ///
    /// @param sources in the order in which the states are to name them
    public List<State> states(List<Source> sources) throws IOException {
        var timelines = new LinkedHashMap<Key, Timeline>();
        for (var source : sources) {
            if (!timelines.containsKey(source.key())) {
                timelines.put(source.key(), timeline(source.key()));
            }
        }
        return new States(sources, timelines).newestFirst();
    }

    private Timeline timeline(Key key) throws IOException {
        return Timeline.of(key, store.history(key), store.begunEarlier(key));
    }

    /// {@return the state at an instant; empty before the first}
    ///
    /// @param states as [#states] gives them
    public static Optional<State> at(Instant instant, List<State> states) {
        return states.stream().filter(state -> state.covers(instant)).findFirst();
    }
}
