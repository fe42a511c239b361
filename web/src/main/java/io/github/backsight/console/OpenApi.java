package io.github.backsight.console;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The server described for programs (OpenAPI 3.1), made from the very routes that it serves.
final class OpenApi {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String REFERENCE = "#/components/schemas/";

    private final byte[] document;

    /// @param routes all that is described
    OpenApi(List<Route> routes) {
        this.document = document(routes).toPrettyString().getBytes(StandardCharsets.UTF_8);
    }

    /// {@return where it is served, itself described}
    static Route route(List<Route> others) {
        var here = new Route(
                "/api/openapi.json",
                "openapi",
                "This description",
                List.of(),
                List.of(Reply.of(200, "An OpenAPI 3.1 document", "application/json")),
                context -> {});
        var all = java.util.stream.Stream.concat(others.stream(), java.util.stream.Stream.of(here))
                .toList();
        var openApi = new OpenApi(all);
        return new Route(here.path(), here.name(), here.summary(), List.of(), here.replies(), openApi::send);
    }

    private void send(Context context) {
        context.header("Cache-Control", "no-cache");
        context.contentType("application/json");
        context.result(document);
    }

    private static ObjectNode document(List<Route> routes) {
        var root = JSON.createObjectNode();
        root.put("openapi", "3.1.1");
        root.putObject("info")
                .put("title", "Backsight")
                .put("version", "1")
                .put("summary", "What `backsight serve` answers.")
                .put(
                        "description",
                        "Each address under /api answers with the record that the command of that name prints with"
                                + " `--json`: docs/commands.md describes them. Fields are only ever added.")
                .putObject("license")
                .put("name", "Apache-2.0")
                .put("identifier", "Apache-2.0");
        root.putArray("servers").addObject().put("url", "/");
        root.putArray("security");
        var paths = root.putObject("paths");
        for (var route : routes) {
            var name = route.path().replace('<', '{').replace('>', '}');
            var path = paths.get(name) instanceof ObjectNode known ? known : paths.putObject(name);
            describe(path.putObject(route.method().name().toLowerCase(Locale.ROOT)), route, route.name());
        }
        root.withObject("/components")
                .putObject("securitySchemes")
                .putObject("token")
                .put("type", "http")
                .put("scheme", "bearer")
                .put("description", "A token of those that the server was started with: docs/console.md");
        schemas(root.withObject("/components").putObject("schemas"));
        return root;
    }

    private static void describe(ObjectNode operation, Route route, String name) {
        operation.put("operationId", name);
        operation.put("summary", route.summary());
        operation.putArray("tags").add(route.path().split("/", 3)[1]);
        var parameters = operation.putArray("parameters");
        for (var parameter : route.parameters()) {
            var described = parameters.addObject();
            described.put("name", parameter.name());
            described.put("in", parameter.place() == Parameter.Place.PATH ? "path" : "query");
            described.put("required", parameter.place() == Parameter.Place.PATH);
            described.put("description", parameter.description());
            described.put("example", parameter.example());
            described.putObject("schema").put("type", "string").put("pattern", "^(?:" + parameter.form() + ")$");
        }
        if (route.method() != Route.Method.GET) {
            operation.putArray("security").addObject().putArray("token");
            if (!route.body().isEmpty()) {
                body(operation, route.body());
            }
        }
        var responses = operation.putObject("responses");
        route.replies().forEach(reply -> describe(responses, reply));
        if (!responses.has("429")) {
            describe(responses, Reply.problem(429, "Too many requests; `Retry-After` says when to ask again"));
        }
        describe(responses, "default", Reply.problem(500, "Any other error"));
    }

    private static void body(ObjectNode operation, Map<String, String> fields) {
        var properties = operation
                .putObject("requestBody")
                .put("required", true)
                .putObject("content")
                .putObject("application/json")
                .putObject("schema")
                .put("type", "object")
                .putObject("properties");
        fields.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(field -> properties.putObject(field.getKey()).put("type", field.getValue()));
    }

    private static void describe(ObjectNode responses, Reply reply) {
        describe(responses, String.valueOf(reply.status()), reply);
    }

    private static void describe(ObjectNode responses, String status, Reply reply) {
        var response = responses.putObject(status).put("description", reply.description());
        reply.content().ifPresent(type -> {
            var content = response.putObject("content").putObject(type);
            reply.schema().ifPresent(schema -> content.putObject("schema").put("$ref", REFERENCE + schema));
        });
    }

    private static void schemas(ObjectNode schemas) {
        schemas.putObject("Record")
                .put("description", "The record of the command of that name.")
                .putArray("type")
                .add("object")
                .add("array");
        object(
                schemas.putObject("Problem").put("description", "RFC 9457"),
                Map.of("type", "string", "title", "string", "status", "integer", "detail", "string"));
        object(schemas.putObject("Health"), Map.of("status", "string"));
        object(schemas.putObject("Task"), Map.of("task", "string"));
        object(
                schemas.putObject("Session"),
                Map.of("name", "string", "role", "string", "guard", "string", "canChange", "boolean"));
        object(
                schemas.putObject("TileJSON").put("description", "TileJSON 3.0.0"),
                Map.of("tilejson", "string", "tiles", "array", "vector_layers", "array"));
    }

    private static void object(ObjectNode schema, Map<String, String> fields) {
        schema.put("type", "object");
        var properties = schema.putObject("properties");
        var required = schema.putArray("required");
        fields.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(field -> {
            properties.putObject(field.getKey()).put("type", field.getValue());
            required.add(field.getKey());
        });
    }
}
