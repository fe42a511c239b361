package io.github.backsight.archive;

import io.github.backsight.tile.TileId;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Reads one archive. Threads may share it.
public interface TileArchiveReader extends AutoCloseable {
    ArchiveMetadata metadata() throws IOException;

    /// {@return the tile as plain (not compressed) MVT protobuf, or empty when the archive has none}
    Optional<byte[]> tile(TileId id) throws IOException;

    /// {@return every tile the archive has, in order}
    List<TileId> tiles() throws IOException;

    @Override
    void close() throws IOException;
}
