package io.github.backsight.console;

import io.github.backsight.archive.TileArchiveReader;
import java.io.IOException;
import java.util.Optional;

/// Where the tiles of releases come from. Threads may share it.
public interface TileSource {
    /// {@return the id of the release that is live now; empty when none is}
    Optional<String> live() throws IOException;

    /// {@return the tiles of a layer, `high` or `low`, of a release; empty when there is no such
    /// release, or it has none} The caller closes it.
    ///
    /// @param release its whole id
    Optional<TileArchiveReader> open(String release, String layer) throws IOException;
}
