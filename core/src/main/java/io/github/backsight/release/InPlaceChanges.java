package io.github.backsight.release;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What has to be done at the fixed places so that they hold one release.
///
/// @param copies what is copied there, by name
/// @param removals what is removed after that, by name, each with all that it may hold
record InPlaceChanges(
        SortedMap<String, FixedPlaces.Bytes> copies, SortedMap<String, List<FixedPlaces.Bytes>> removals) {

    /// @param mayHold what the places may hold now; each file of the target that all of them have needs no copy
    static InPlaceChanges between(Collection<FixedPlaces> mayHold, FixedPlaces target) {
        var copies = new TreeMap<String, FixedPlaces.Bytes>();
        target.files().forEach((name, bytes) -> {
            boolean there = mayHold.stream().allMatch(held -> has(held.files(), name, bytes));
            if (!there) {
                copies.put(name, bytes);
            }
        });
        return new InPlaceChanges(copies, removals(mayHold, target));
    }

    private static SortedMap<String, List<FixedPlaces.Bytes>> removals(
            Collection<FixedPlaces> mayHold, FixedPlaces target) {
        var removals = new TreeMap<String, List<FixedPlaces.Bytes>>();
        for (var held : mayHold) {
            held.files().forEach((name, bytes) -> {
                if (!target.files().containsKey(name)) {
                    removals.computeIfAbsent(name, unused -> new ArrayList<>()).add(bytes);
                }
            });
        }
        return removals;
    }

    private static boolean has(Map<String, FixedPlaces.Bytes> files, String name, FixedPlaces.Bytes bytes) {
        return files.containsKey(name) && files.getOrDefault(name, bytes).same(bytes);
    }

    int size() {
        return copies.size() + removals.size();
    }
}
