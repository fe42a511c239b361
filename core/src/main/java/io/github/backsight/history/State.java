package io.github.backsight.history;

import io.github.backsight.store.Entry;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A stretch of time in which every input stayed the same.
///
/// @param from when it began, as far as the store tells
/// @param until when it ended, not before `from` (equal where the store's times do not tell the two apart); empty: it
/// is so now
/// @param versions of each input by name, in the order of the sources; empty: missing (never there yet, or deleted)
/// @param doubts why the stretch may not have been as listed, one clause each; empty: none
public record State(
        Instant from,
        Optional<Instant> until,
        SortedMap<String, Optional<Entry.Version>> versions,
        List<String> doubts) {
    public State {
        if (until.map(from::isAfter).orElse(false)) {
            throw new IllegalArgumentException("a state does not end (" + until + ") before it begins (" + from + ")");
        }
        versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
        doubts = List.copyOf(doubts);
    }

    /// {@return whether every input was there}
    public boolean whole() {
        return versions.values().stream().allMatch(Optional::isPresent);
    }

    /// {@return whether things were so at that instant}
    public boolean covers(Instant instant) {
        return !instant.isBefore(from) && until.map(instant::isBefore).orElse(true);
    }
}
