package io.github.backsight.cli;

import io.github.backsight.release.ReleaseJson;

/// Result records as `--json` prints them: lowerCamelCase names, ids and digests as text, times as ISO 8601 in UTC,
/// empty as `null`.
final class Json {
    private Json() {}

    static String text(Object value) {
        return ReleaseJson.text(value).stripTrailing();
    }
}
