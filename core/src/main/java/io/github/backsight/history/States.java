package io.github.backsight.history;

import io.github.backsight.store.Entry;
import io.github.backsight.store.Key;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Puts the pasts of several objects side by side. For one thread, once.
final class States {
    private static final Duration SHORT = Duration.ofSeconds(1);

    private final List<Source> sources;
    private final Map<Key, Timeline> timelines;
    private final Map<Key, Change> now = new LinkedHashMap<>();
    private final List<Begun> begun = new ArrayList<>();

    /// A state whose end is not known yet.
    private record Begun(Instant from, SortedMap<String, Optional<Entry.Version>> versions, List<String> doubts) {}

    States(List<Source> sources, Map<Key, Timeline> timelines) {
        this.sources = List.copyOf(sources);
        this.timelines = timelines;
        timelines.forEach((key, timeline) -> now.put(key, timeline.before()));
    }

    List<State> newestFirst() {
        byInstant().forEach(this::change);
        var states = new ArrayList<State>();
        for (int i = 0; i < begun.size(); i++) {
            var state = begun.get(i);
            var until = i + 1 < begun.size() ? Optional.of(begun.get(i + 1).from()) : Optional.<Instant>empty();
            states.add(new State(state.from(), until, state.versions(), doubts(state, until)));
        }
        return List.copyOf(states.reversed());
    }

    private SortedMap<Instant, Map<Key, List<Change>>> byInstant() {
        var instants = new TreeMap<Instant, Map<Key, List<Change>>>();
        timelines.forEach((key, timeline) -> timeline.changes()
                .forEach(change -> instants.computeIfAbsent(change.from(), unused -> new LinkedHashMap<>())
                        .computeIfAbsent(key, unused -> new ArrayList<>())
                        .add(change)));
        return instants;
    }

    /// Several changes of one object at one instant make a state each, so that no version is left out.
    private void change(Instant instant, Map<Key, List<Change>> changes) {
        int most = changes.values().stream().mapToInt(List::size).max().orElse(0);
        for (int i = 0; i < most; i++) {
            for (var change : changes.entrySet()) {
                if (i < change.getValue().size()) {
                    now.put(change.getKey(), change.getValue().get(i));
                }
            }
            begin(instant, changes.keySet().stream().toList());
        }
    }

    private void begin(Instant instant, List<Key> changed) {
        var versions = versions();
        boolean different = begun.isEmpty()
                ? versions.values().stream().anyMatch(Optional::isPresent)
                : !begun.getLast().versions().equals(versions);
        if (different) {
            begun.add(new Begun(instant, versions, doubts(instant, changed)));
        }
    }

    private SortedMap<String, Optional<Entry.Version>> versions() {
        var order = sources.stream().map(Source::input).toList();
        var versions = new TreeMap<String, Optional<Entry.Version>>(
                Comparator.<String>comparingInt(order::indexOf).thenComparing(Comparator.naturalOrder()));
        for (var source : sources) {
            versions.put(source.input(), change(source.key()).version());
        }
        return versions;
    }

    private Change change(Key key) {
        return Optional.ofNullable(now.get(key)).orElseThrow();
    }

    private List<String> doubts(Instant instant, List<Key> changed) {
        var doubts = new ArrayList<String>();
        if (changed.size() > 1) {
            doubts.add(changed.stream().map(key -> "'" + key + "'").collect(Collectors.joining(" and "))
                    + " changed at the same time as far as the store tells: which came first, and what was in between,"
                    + " is not known");
        }
        now.values().stream()
                .flatMap(change -> change.doubts().stream())
                .filter(doubt -> doubt.concerns(instant))
                .map(Doubt::text)
                .forEach(doubts::add);
        return doubts;
    }

    private static List<String> doubts(Begun state, Optional<Instant> until) {
        var doubts = new ArrayList<>(state.doubts());
        until.filter(end -> Duration.between(state.from(), end).compareTo(SHORT) < 0)
                .ifPresent(unused -> doubts.addFirst(
                        "it lasted less than a second, as far as the store tells: perhaps" + " nobody ever saw it"));
        return doubts;
    }
}
