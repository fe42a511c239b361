package io.github.backsight.console;

import java.util.Optional;

/// How a request may end, as its users are told.
///
/// @param content the media type of the body; empty where there is none
/// @param schema the name of what the body holds, of those that [OpenApi] describes; empty where it is
/// not JSON
record Reply(int status, String description, Optional<String> content, Optional<String> schema) {
    static Reply empty(int status, String description) {
        return new Reply(status, description, Optional.empty(), Optional.empty());
    }

    static Reply of(int status, String description, String content) {
        return new Reply(status, description, Optional.of(content), Optional.empty());
    }

    static Reply json(int status, String description, String schema) {
        return new Reply(status, description, Optional.of("application/json"), Optional.of(schema));
    }

    static Reply problem(int status, String description) {
        return new Reply(status, description, Optional.of("application/problem+json"), Optional.of("Problem"));
    }
}
