package io.github.backsight.archive;

import java.io.IOException;

/// Writes one archive. Not for use by several threads at once.
///
/// Nothing is visible under the archive's name before [#finish]; closing without it leaves nothing behind.
/// The same tiles and metadata always make the same bytes.
public interface TileArchiveWriter extends AutoCloseable {

    /// Adds one tile; tiles come in ascending order of [io.github.backsight.tile.TileId].
    ///
    /// @throws IllegalArgumentException if `tile` is not after the one before
    void add(EncodedTile tile) throws IOException;

    /// Completes the archive and gives it its name.
    void finish(ArchiveMetadata metadata) throws IOException;

    @Override
    void close() throws IOException;
}
