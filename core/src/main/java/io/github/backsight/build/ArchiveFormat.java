package io.github.backsight.build;

import io.github.backsight.archive.TileArchiveWriter;
import java.io.IOException;
import java.nio.file.Path;

/// A way to write tile archives that `core` does not know itself.
@FunctionalInterface
public interface ArchiveFormat {
    /// Begins an archive that will be named `target`.
    TileArchiveWriter to(Path target) throws IOException;
}
