package io.github.backsight.history;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// One version of each input, whether they ever were the newest together or not.
///
/// @param versions by the input's name, at least one
public record Combination(SortedMap<String, InputVersion> versions) {
    public Combination {
        versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
        if (versions.isEmpty()) {
            throw new IllegalArgumentException("a combination has at least one input");
        }
    }

    /// {@return the version of that input}
    ///
    /// @throws IllegalArgumentException if there is no such input
    public InputVersion version(String input) {
        var version = versions.get(input);
        if (version == null) {
            throw new IllegalArgumentException("no input '" + input + "' among " + versions.keySet());
        }
        return version;
    }

    /// {@return this combination, but for that version of one input}
    public Combination with(String input, InputVersion version) {
        var changed = new TreeMap<>(versions);
        changed.put(input, version);
        return new Combination(changed);
    }

    /// {@return the inputs that have another version in `later`, those with the smaller file there first}
    ///
    /// @param later has the same inputs
    public List<String> changedIn(Combination later) {
        return versions.entrySet().stream()
                .filter(input -> !input.getValue().equals(later.version(input.getKey())))
                .map(Map.Entry::getKey)
                .sorted(Comparator.<String>comparingLong(
                                input -> later.version(input).size())
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }
}
