package io.github.backsight.build;

import io.github.backsight.archive.TileArchiveWriter;
import java.io.IOException;
import java.nio.file.Path;

/// A way to write one kind of tile archive.
@FunctionalInterface
public interface ArchiveFormat {
    /// Begins an archive that will be named `target`.
    TileArchiveWriter to(Path target) throws IOException;
}
