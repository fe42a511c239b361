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

    /// {@return the tile as it lies in the archive: gzipped or plain, which [Gzip#isGzip] tells; empty
    /// when the archive has none}
    ///
    /// For those who pass tiles on as they are.
    default Optional<byte[]> storedTile(TileId id) throws IOException {
        return tile(id);
    }

    /// {@return every tile the archive has, in order}
    List<TileId> tiles() throws IOException;

    @Override
    void close() throws IOException;
}
