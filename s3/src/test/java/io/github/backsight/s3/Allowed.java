package io.github.backsight.s3;

import io.github.backsight.testkit.s3.Permission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a role's policy allows, read from the very JSON that the docs show.
///
/// Source: AWS Identity and Access Management User Guide, "IAM JSON policy elements: Resource".
///
/// @param words what stands for each word in capitals; several for a word that is to have a line for each
/// @param grants action and resource, in which `*` stands for anything
record Allowed(Map<String, List<String>> words, List<Permission> grants) implements Predicate<Permission> {

    static Allowed by(Role role, Map<String, List<String>> words) {
        var grants = new ArrayList<Permission>();
        var policy = JsonMapper.shared().readTree(Policies.of(role));
        for (var statement : policy.get("Statement")) {
            for (var action : texts(statement.get("Action"))) {
                for (var resource : texts(statement.get("Resource"))) {
                    filledIn(resource, words).forEach(each -> grants.add(new Permission(action, each)));
                }
            }
        }
        return new Allowed(words, List.copyOf(grants));
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asString)
                .toList();
    }

    private static List<String> filledIn(String resource, Map<String, List<String>> words) {
        var all = List.of(resource);
        for (var word : words.entrySet()) {
            // A word is not part of a longer one.
            var pattern = "(?<![A-Z_])" + word.getKey() + "(?![A-Z_])";
            all = all.stream()
                    .flatMap(text -> word.getValue().stream().map(each -> text.replaceAll(pattern, each)))
                    .distinct()
                    .toList();
        }
        return all;
    }

    /// {@return the same without one line of the table}
    Allowed without(Role.Need need) {
        var resources = filledIn(need.place().resource(), words);
        var missing = need.action().permission();
        return new Allowed(
                words,
                grants.stream()
                        .filter(grant -> !(grant.action().equals(missing) && resources.contains(grant.resource())))
                        .toList());
    }

    @Override
    public boolean test(Permission asked) {
        return grants.stream()
                .anyMatch(
                        grant -> grant.action().equals(asked.action()) && matches(grant.resource(), asked.resource()));
    }

    private static boolean matches(String pattern, String resource) {
        return pattern.endsWith("*")
                ? resource.startsWith(pattern.substring(0, pattern.length() - 1))
                : pattern.equals(resource);
    }
}
