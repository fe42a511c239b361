package io.github.backsight.console;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Lets pages of some other origins read tiles and the published map, and nothing else (Fetch
/// standard, section 3.2).
///
/// @param origins each as browsers write it, or `*` for all; none: no other origin reads anything
public record CrossOrigin(Set<String> origins) implements Part {
    private static final Pattern ORIGIN =
            Pattern.compile("\\*|https?://(?:[a-z0-9.-]+|\\[[0-9a-f:.]+\\])(?::[1-9]\\d{0,4})?");
    private static final Pattern READABLE = Pattern.compile("/(?:tiles|map)(?:/.*)?");
    private static final String DAY_IN_SECONDS = "86400";

    /// @throws IllegalArgumentException naming what is no origin
    public CrossOrigin {
        origins = Set.copyOf(origins);
        for (var origin : origins) {
            if (!ORIGIN.matcher(origin).matches()) {
                throw new IllegalArgumentException("'" + origin
                        + "' is no origin: write it as browsers do, as in https://maps.example.org, or * for all");
            }
        }
    }

    @Override
    public void attach(JavalinConfig config) {
        config.routes.before(this::allow);
    }

    private void allow(Context context) {
        if (origins.isEmpty() || !READABLE.matcher(context.path()).matches()) {
            return;
        }
        // Also where the origin may not read: what caches keep must not pass for the answer to another.
        context.res().addHeader("Vary", "Origin");
        var allowed = allowed(Optional.ofNullable(context.header("Origin")));
        if (allowed.isEmpty()) {
            return;
        }
        context.header("Access-Control-Allow-Origin", allowed.get());
        context.header("Access-Control-Expose-Headers", "ETag, Content-Length, Content-Range, Accept-Ranges");
        // An answer that pages of other origins may read they may show, too.
        context.header("Cross-Origin-Resource-Policy", "cross-origin");
        if (context.method().equals(HandlerType.OPTIONS) && context.header("Access-Control-Request-Method") != null) {
            context.header("Access-Control-Allow-Methods", "GET, HEAD");
            context.header("Access-Control-Allow-Headers", "Range, If-Match, If-None-Match, If-Range");
            context.header("Access-Control-Max-Age", DAY_IN_SECONDS);
            context.status(204);
            context.skipRemainingHandlers();
        }
    }

    private Optional<String> allowed(Optional<String> origin) {
        if (origin.isEmpty()) {
            return Optional.empty();
        }
        return origins.contains("*") ? Optional.of("*") : origin.filter(origins::contains);
    }
}
