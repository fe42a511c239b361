package io.github.backsight.s3;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Policies of IAM, written from the table of [Role].
///
/// Source: AWS Identity and Access Management User Guide, "Grammar of the IAM JSON policy language".
final class Policies {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Policies() {}

    /// {@return the policy of that role, with words in capitals for what is the user's own}
    static String of(Role role) {
        var byPlace = new TreeMap<Role.Place, TreeSet<String>>();
        for (var need : role.needs()) {
            byPlace.computeIfAbsent(need.place(), unused -> new TreeSet<>())
                    .add(need.action().permission());
        }
        var statements = byPlace.entrySet().stream()
                .map(entry -> {
                    var statement = new LinkedHashMap<String, Object>();
                    statement.put("Sid", sid(entry.getKey()));
                    statement.put("Effect", "Allow");
                    statement.put("Action", List.copyOf(entry.getValue()));
                    statement.put("Resource", List.of(entry.getKey().resource()));
                    return statement;
                })
                .toList();
        var policy = new LinkedHashMap<String, Object>();
        policy.put("Version", "2012-10-17");
        policy.put("Statement", statements);
        return JSON.writeValueAsString(policy).replace("\r\n", "\n") + "\n";
    }

    /// Statement ids hold letters and digits only.
    private static String sid(Role.Place place) {
        var text = new StringBuilder();
        for (var word : place.name().split("_", -1)) {
            text.append(word.charAt(0)).append(word.substring(1).toLowerCase(java.util.Locale.ROOT));
        }
        return text.toString();
    }
}
