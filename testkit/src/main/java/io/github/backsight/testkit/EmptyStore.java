package io.github.backsight.testkit;

import io.github.backsight.store.ObjectStore;
import java.io.IOException;

/// Makes the store that a contract is tested on.
public interface EmptyStore {
    /// {@return a store that nobody has written to; its pages best hold 3 entries, so that lists have several}
    ObjectStore emptyStore() throws IOException;
}
