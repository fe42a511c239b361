package io.github.backsight.release;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// Which settings two recipes have differently.
final class RecipeDifferences {
    private RecipeDifferences() {}

    /// {@return as in `map.score: SN_C then, SN_D now`, by the names of the settings}
    static List<String> of(Recipe then, Recipe now) {
        var before = settings(then);
        var after = settings(now);
        var names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        return names.stream()
                .filter(name -> !Optional.ofNullable(before.get(name)).equals(Optional.ofNullable(after.get(name))))
                .map(name -> name + ": " + before.getOrDefault(name, "not set") + " then, "
                        + after.getOrDefault(name, "not set") + " now")
                .toList();
    }

    private static SortedMap<String, String> settings(Recipe recipe) {
        var settings = new TreeMap<String, String>();
        add("", recipe.tree(), settings);
        return settings;
    }

    private static void add(String name, JsonNode value, Map<String, String> settings) {
        if (value.isObject()) {
            value.properties().forEach(each -> add(below(name, each.getKey()), each.getValue(), settings));
        } else if (value.isArray()) {
            addAll(name, value, settings);
        } else {
            settings.put(name, value.asString());
        }
    }

    /// Inputs are lists of settings, each with a name; other lists are one setting.
    private static void addAll(String name, JsonNode list, Map<String, String> settings) {
        var scalars = new ArrayList<String>();
        for (var each : list) {
            if (each.isObject()) {
                add(below(name, each.path("name").asString("")), each, settings);
            } else {
                scalars.add(each.asString());
            }
        }
        if (!scalars.isEmpty()) {
            settings.put(name, String.join(" ", scalars));
        }
    }

    private static String below(String name, String child) {
        return name.isEmpty() ? child : name + "." + child;
    }
}
