package io.github.backsight.cli;

import io.github.backsight.store.ObjectStore;
import java.util.function.IntSupplier;

/// Sees what commands do, without changing it. Threads may share it.
interface Watch {
    /// Sees nothing.
    Watch NOBODY = new Watch() {};

    /// {@return a store that does what this one does}
    ///
    /// @param opened by a command, and closed through what is returned
    default ObjectStore over(ObjectStore opened) {
        return opened;
    }

    /// Runs a command.
    ///
    /// @param name as in `quarantine lift`
    /// @return its exit code
    default int run(String name, IntSupplier command) {
        return command.getAsInt();
    }
}
