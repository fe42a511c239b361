package io.github.backsight.release;

import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/// The part of the configuration that decides what a build makes, as canonical JSON: object keys sorted, no white
/// space. Two recipes are equal when they mean the same, however they were written.
public record Recipe(String json) {
    /// @param json any JSON text; kept in canonical form
    /// @throws IllegalArgumentException if it is not JSON
    public Recipe {
        json = new String(ReleaseJson.canonical(ReleaseJson.tree(json)), StandardCharsets.UTF_8);
    }

    JsonNode tree() {
        return ReleaseJson.tree(json);
    }

    @Override
    public String toString() {
        return json;
    }
}
