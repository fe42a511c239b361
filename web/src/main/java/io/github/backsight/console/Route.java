package io.github.backsight.console;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.List;

/// What is read at one address: the server routes by it and holds parameters against it, and users are
/// told the same.
///
/// @param path as Javalin writes it: `{x}` is one segment, `<x>` several
/// @param name of the operation, for programs that are made from the description
/// @param replies how it may end, but for what any request may end with
record Route(
        String path, String name, String summary, List<Parameter> parameters, List<Reply> replies, Handler handler) {
    Route {
        parameters = List.copyOf(parameters);
        replies = List.copyOf(replies);
    }

    void attach(JavalinConfig config) {
        for (var method : List.of(HandlerType.GET, HandlerType.HEAD)) {
            config.routes.addHttpHandler(method, path, this::handle);
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
