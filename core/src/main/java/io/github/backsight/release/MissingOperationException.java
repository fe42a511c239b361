package io.github.backsight.release;

import java.io.IOException;

/// There is no journal of an operation.
public final class MissingOperationException extends IOException {
    private static final long serialVersionUID = 1L;

    MissingOperationException(String message) {
        super(message);
    }
}
