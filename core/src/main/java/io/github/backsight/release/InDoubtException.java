package io.github.backsight.release;

import io.github.backsight.store.Write;
import java.io.IOException;

/// A write that may or may not have happened, or may still happen, and that looking again did not settle.
final class InDoubtException extends IOException {
    private static final long serialVersionUID = 1L;

    private InDoubtException(String object, IOException cause) {
        super("'" + object + "' may or may not have been written: " + cause.getMessage(), cause);
    }

    /// Looks whether a write is there after all.
    @FunctionalInterface
    interface Look {
        boolean isThere() throws IOException;
    }

    /// Returns if what `unknown` should have written to `object` is there.
    ///
    /// @throws InDoubtException if it is not there yet, or looking failed, too
    static void unless(Look look, String object, Write.Unknown unknown) throws InDoubtException {
        try {
            if (look.isThere()) {
                return;
            }
        } catch (IOException e) {
            unknown.cause().addSuppressed(e);
        }
        throw new InDoubtException(object, unknown.cause());
    }
}
