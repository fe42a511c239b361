package io.github.backsight.console;

import java.util.Set;

/// The few kinds of requests that are told apart where they are counted.
final class RouteClass {
    private static final Set<String> KNOWN =
            Set.of("tiles", "map", "preview", "compare", "api", "evidence", "health", "metrics");
    private static final Set<String> OWN = Set.of("", "console.js", "changes.js", "parts.js", "console.css");

    private RouteClass() {}

    /// {@return `tiles`, `map` and so on; `console` for its own pages; `other` for all that is not
    /// there}
    static String of(String path) {
        var first = firstPart(path);
        if (OWN.contains(first)) {
            return "console";
        }
        return KNOWN.contains(first) ? first : "other";
    }

    /// {@return what stands between the first two `/`}
    static String firstPart(String path) {
        int end = path.indexOf('/', 1);
        return path.substring(Math.min(1, path.length()), end < 0 ? path.length() : end);
    }
}
