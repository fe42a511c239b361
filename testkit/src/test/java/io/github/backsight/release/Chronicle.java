package io.github.backsight.release;

import io.github.backsight.store.Entry;
import io.github.backsight.store.Key;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.VersionId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What really happened in a store that only [Attempt]s write to: which of them added which entry, and when.
///
/// Moments are numbers of store calls. For one thread at a time.
final class Chronicle {
    /// @param by empty for what was there before the first attempt
    record Added(long moment, Key key, VersionId version, Optional<Attempt> by) {}

    private final ObjectStore store;
    private final List<Added> added = new ArrayList<>();
    private final Set<String> known = new HashSet<>();
    private final List<Attempt> attempts = new ArrayList<>();
    private long now;

    /// @param store past all processes
    Chronicle(ObjectStore store) throws IOException {
        this.store = store;
        for (var entry : store.list("").stream().sorted(Chronicle::byAge).toList()) {
            tick();
            add(entry.key(), entry.id(), Optional.empty());
        }
    }

    /// The memory store numbers its entries.
    private static int byAge(Entry one, Entry other) {
        return Long.compare(
                Long.parseLong(one.id().value()), Long.parseLong(other.id().value()));
    }

    ObjectStore store() {
        return store;
    }

    List<Attempt> attempts() {
        return attempts;
    }

    /// {@return the moment of the next call}
    long tick() {
        return ++now;
    }

    long now() {
        return now;
    }

    Attempt begin(int process, Command command) {
        var attempt = new Attempt(process, command, now);
        attempts.add(attempt);
        return attempt;
    }

    /// Restoring what is newest already adds nothing, and yet answers an id.
    void add(Key key, VersionId version, Optional<Attempt> by) {
        if (known.add(key + " " + version)) {
            added.add(new Added(now, key, version, by));
        }
    }

    List<Added> added() {
        return List.copyOf(added);
    }

    List<Added> added(Key key) {
        return added.stream().filter(each -> each.key().equals(key)).toList();
    }

    List<Added> addedBy(Attempt attempt) {
        return added.stream()
                .filter(each -> each.by().equals(Optional.of(attempt)))
                .toList();
    }

    /// {@return what was the newest entry of `key` at some moment of `attempt`, oldest first}
    List<VersionId> newestDuring(Key key, Attempt attempt) {
        var history = added(key);
        var during = new ArrayList<VersionId>();
        for (int i = 0; i < history.size(); i++) {
            long until = i + 1 < history.size() ? history.get(i + 1).moment() : Long.MAX_VALUE;
            if (history.get(i).moment() <= attempt.ended && until >= attempt.begun) {
                during.add(history.get(i).version());
            }
        }
        return during;
    }

    /// {@return the entry of `key` on top of which `version` was added}
    Optional<VersionId> below(Key key, VersionId version) {
        var history = added(key).stream().map(Added::version).toList();
        int index = history.indexOf(version);
        return index > 0 ? Optional.of(history.get(index - 1)) : Optional.empty();
    }

    @Override
    public String toString() {
        return String.join("\n", attempts.stream().map(Attempt::toString).toList());
    }
}
