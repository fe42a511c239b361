package io.github.backsight.console;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Map;

/// What is read, or changed, at one address: the server routes by it and holds parameters against it, and users are
/// told the same.
///
/// @param path as Javalin writes it: `{x}` is one segment, `<x>` several
/// @param name of the operation, for programs that are made from the description
/// @param body the fields of the JSON that it takes, each with its JSON type; of those that only read: none
/// @param replies how it may end, but for what any request may end with
record Route(
        Method method,
        String path,
        String name,
        String summary,
        List<Parameter> parameters,
        Map<String, String> body,
        List<Reply> replies,
        Handler handler) {
    enum Method {
        /// Also answers `HEAD`.
        GET,
        POST,
        DELETE
    }

    Route {
        parameters = List.copyOf(parameters);
        body = Map.copyOf(body);
        replies = List.copyOf(replies);
    }

    /// A route that only reads.
    Route(String path, String name, String summary, List<Parameter> parameters, List<Reply> replies, Handler handler) {
        this(Method.GET, path, name, summary, parameters, Map.of(), replies, handler);
    }

    void attach(JavalinConfig config) {
        config.routes.addHttpHandler(HandlerType.findOrCreate(method.name()), path, this::handle);
        if (method == Method.GET) {
            config.routes.addHttpHandler(HandlerType.HEAD, path, this::handle);
        }
    }

    private void handle(Context context) throws Exception {
        for (var parameter : parameters) {
            if (parameter.place() == Parameter.Place.PATH
                    && !parameter.accepts(List.of(context.pathParam(parameter.name())))) {
                Problems.send(
                        context,
                        404,
                        "'" + context.pathParam(parameter.name()) + "' is no " + parameter.name() + ": "
                                + parameter.description());
                return;
            }
        }
        handler.handle(context);
    }
}
