package io.github.backsight.release;

import io.github.backsight.store.Body;
import java.io.IOException;
import java.nio.file.Path;

/// Where the bytes of a new release come from.
@FunctionalInterface
public interface ArtifactSource {
    /// @param name of an artifact, or of a file of a tree: relative to the release
    Body body(String name) throws IOException;

    /// {@return the files below `folder`, each under its relative name}
    static ArtifactSource folder(Path folder) {
        return name -> Body.of(folder.resolve(name));
    }
}
