package io.github.backsight.release;

import java.io.IOException;

/// An operation that cannot be finished: it has an end, the pointer has moved on, or its journal cannot be read.
public final class NothingToFinishException extends IOException {
    private static final long serialVersionUID = 1L;

    NothingToFinishException(String why) {
        super(why);
    }
}
