package io.github.backsight.cli;

import io.github.backsight.release.ReleaseJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Result records as `--json` prints them: lowerCamelCase names, ids and digests as text, times
/// as ISO 8601 in UTC, empty as `null`.
final class Json {
    private static final JsonMapper READER = new JsonMapper();

    private Json() {}

    /// {@return JSON that another process printed, to be printed again}
    static JsonNode tree(String text) {
        return READER.readTree(text);
    }

    static String text(Object value) {
        return ReleaseJson.text(value).stripTrailing();
    }
}
