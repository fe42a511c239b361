package io.github.backsight.history;

import io.github.backsight.store.Entry;
import io.github.backsight.store.Key;
import io.github.backsight.store.VersionId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The past of one object, oldest change first.
///
/// The order is that of the list, never that of the times: these tie, and a replica carries the time of its source.
/// Where a time is before the one of the older entry, the entry counts from that one on.
///
/// @param before what was before the first change
record Timeline(Change before, List<Change> changes) {
    /// Readers had the version before for as long as the upload took. Longer ones than this are rare.
    static final Duration UPLOAD = Duration.ofHours(1);

    /// How servers call what was written while the bucket kept no versions.
    private static final Set<String> NULL_IDS = Set.of("null", "00000000-0000-0000-0000-000000000000");

    Timeline {
        changes = List.copyOf(changes);
    }

    /// @param entries newest first, as the store lists them
    /// @param begunEarlier versions whose time may be when their upload began
    static Timeline of(Key key, List<Entry> entries, Set<VersionId> begunEarlier) {
        var oldestFirst = entries.reversed();
        var changes = new ArrayList<Change>();
        var from = Instant.MIN;
        for (int i = 0; i < oldestFirst.size(); i++) {
            var entry = oldestFirst.get(i);
            var doubts = new ArrayList<Doubt>();
            if (entry.time().isBefore(from)) {
                doubts.add(new Doubt(
                        "the store lists " + name(entry) + " of '" + key + "' after an older one of " + from
                                + ", although its time is " + entry.time(),
                        from));
            } else {
                from = entry.time();
            }
            if (begunEarlier.contains(entry.id())) {
                doubts.add(new Doubt(
                        "version " + entry.id() + " of '" + key + "' came in parts: its upload began at " + entry.time()
                                + ", and when it ended the store does not tell; readers had the version before it until"
                                + " then",
                        from.plus(UPLOAD)));
            }
            doubts.addAll(overwrittenBefore(key, oldestFirst, i + 1));
            changes.add(new Change(from, version(entry), doubts));
        }
        return new Timeline(new Change(Instant.MIN, Optional.empty(), overwrittenBefore(key, oldestFirst, 0)), changes);
    }

    /// {@return the doubt about all that was before the entry at `index`, when that is one of those that replace
    /// another}
    private static List<Doubt> overwrittenBefore(Key key, List<Entry> oldestFirst, int index) {
        if (index >= oldestFirst.size()
                || !NULL_IDS.contains(oldestFirst.get(index).id().value())) {
            return List.of();
        }
        var entry = oldestFirst.get(index);
        return List.of(new Doubt(
                name(entry) + " of '" + key + "' was written at " + entry.time()
                        + " while the bucket kept no versions, and may have replaced others before",
                Instant.MAX));
    }

    private static String name(Entry entry) {
        return switch (entry) {
            case Entry.Version version -> "version " + version.id();
            case Entry.DeleteMarker marker -> "delete marker " + marker.id();
        };
    }

    private static Optional<Entry.Version> version(Entry entry) {
        return switch (entry) {
            case Entry.Version version -> Optional.of(version);
            case Entry.DeleteMarker unused -> Optional.empty();
        };
    }
}
