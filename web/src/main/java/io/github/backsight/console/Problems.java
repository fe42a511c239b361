package io.github.backsight.console;

import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// Errors as JSON (RFC 9457, `application/problem+json`).
final class Problems {
    private static final Map<Integer, String> TITLES = Map.ofEntries(
            Map.entry(400, "The request cannot be understood"),
            Map.entry(404, "There is no such thing"),
            Map.entry(401, "Somebody has to sign in"),
            Map.entry(403, "This is not allowed"),
            Map.entry(405, "This cannot be done here"),
            Map.entry(409, "There is no answer now"),
            Map.entry(413, "There is no room"),
            Map.entry(415, "The request is of another form"),
            Map.entry(416, "There are no such bytes"),
            Map.entry(421, "This is not the host that was asked for"),
            Map.entry(422, "Something is missing"),
            Map.entry(429, "Too much at once"),
            Map.entry(500, "Something went wrong"));

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
