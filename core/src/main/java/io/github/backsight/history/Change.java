package io.github.backsight.history;

import io.github.backsight.store.Entry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What one object was from some instant on.
///
/// @param version empty: missing
/// @param doubts of the states that have it
record Change(Instant from, Optional<Entry.Version> version, List<Doubt> doubts) {
    Change {
        doubts = List.copyOf(doubts);
    }
}
