package io.github.backsight.console;

import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// Errors as JSON (RFC 9457, `application/problem+json`).
final class Problems {
    private static final Map<Integer, String> TITLES = Map.of(
            400, "The request cannot be understood",
            404, "There is no such thing",
            405, "The console only reads",
            409, "There is no answer now",
            413, "The request is too long",
            416, "There are no such bytes",
            421, "This is not the host that was asked for",
            429, "There are too many requests",
            500, "Something went wrong");

    private Problems() {}

    static void send(Context context, int status, String detail) {
        var problem = new LinkedHashMap<String, Object>();
        problem.put("type", "about:blank");
        problem.put("title", TITLES.getOrDefault(status, "It did not work"));
        problem.put("status", status);
        problem.put("detail", detail);
        context.status(status);
        context.result(new JsonMapper().writeValueAsString(problem));
        context.contentType("application/problem+json");
    }
}
