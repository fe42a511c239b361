package io.github.backsight.console;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// All that is served to programs, each with its description; and the description of them all.
final class Described {
    private static final Pattern NAME = Pattern.compile(".{1,600}", Pattern.DOTALL);

    private Described() {}

    /// @param own routes of the console itself
    static List<Route> routes(PublishedHandler published, List<Part> parts, List<Route> own) {
        var routes = new ArrayList<Route>();
        routes.add(health());
        routes.add(map(published));
        parts.forEach(part -> routes.addAll(part.routes()));
        routes.addAll(own);
        var described = new ArrayList<>(routes);
        Question.KNOWN.forEach(question -> described.add(question.described()));
        routes.add(OpenApi.route(described));
        return routes;
    }

    private static Route health() {
        return new Route(
                "/health",
                "health",
                "Whether the server answers",
                List.of(),
                List.of(Reply.json(200, "It does", "Health")),
                context -> {
                    context.header("Cache-Control", "no-store");
                    context.result("{\"status\":\"up\"}".getBytes(StandardCharsets.UTF_8));
                    context.contentType("application/json");
                });
    }

    private static Route map(PublishedHandler published) {
        return new Route(
                "/map/<name>",
                "published",
                "What is published, as a bucket serves it: whole, or a range of bytes",
                List.of(Parameter.inPath(
                        "name", NAME, "live.json", "What it is called below the prefix; may have `/` in it")),
                List.of(
                        Reply.of(200, "All of it", "*/*"),
                        Reply.of(206, "The range that was asked for", "*/*"),
                        Reply.empty(304, "It is as you have it"),
                        Reply.problem(404, "Nothing is published under that name"),
                        Reply.problem(416, "It has no such range")),
                context -> published.send(context, context.pathParam("name")));
    }
}
