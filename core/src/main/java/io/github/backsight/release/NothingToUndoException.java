package io.github.backsight.release;

import java.io.IOException;

/// There is no operation to take back.
public final class NothingToUndoException extends IOException {
    private static final long serialVersionUID = 1L;

    NothingToUndoException(String why) {
        super(why + "; there is nothing to take back");
    }
}
