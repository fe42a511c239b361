package io.github.backsight.cli;

import java.io.IOException;

/// One version of an input that the store does not give any more, as its list says or its bytes show.
final class UnobtainableException extends IOException {
    private static final long serialVersionUID = 1L;

    UnobtainableException(String message, Throwable cause) {
        super(message, cause);
    }
}
