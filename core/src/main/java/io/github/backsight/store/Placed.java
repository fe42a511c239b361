package io.github.backsight.store;

import java.nio.file.Path;

/// An object of a batch and the name of the first record of its key.
record Placed(Upload upload, Path file) {
    Path folder() {
        return DurableFolders.above(file);
    }
}
