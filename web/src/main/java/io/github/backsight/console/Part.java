package io.github.backsight.console;

import io.javalin.config.JavalinConfig;
import java.util.List;

/// Something that is served beside the console, or that looks at each request before it is answered.
///
/// Parts see a request in their order, before the console's own guard.
public interface Part {
    /// Adds what looks at each request.
    default void attach(JavalinConfig config) {}

    /// {@return what is served, with what its users are told of it}
    default List<Route> routes() {
        return List.of();
    }
}
