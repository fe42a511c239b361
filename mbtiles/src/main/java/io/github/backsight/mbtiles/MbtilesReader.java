package io.github.backsight.mbtiles;

import io.github.backsight.archive.ArchiveMetadata;
import io.github.backsight.archive.TileArchiveReader;
import io.github.backsight.tile.TileId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Reads an MBTiles archive, version 1.3.
public final class MbtilesReader implements TileArchiveReader {
    private MbtilesReader() {}

    /// @throws IOException if `archive` cannot be read or is damaged
    public static MbtilesReader open(Path archive) throws IOException {
        return new MbtilesReader();
    }

    @Override
    public ArchiveMetadata metadata() throws IOException {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<byte[]> tile(TileId id) throws IOException {
        return Optional.empty();
    }

    @Override
    public List<TileId> tiles() throws IOException {
        return List.of();
    }

    @Override
    public void close() throws IOException {}
}
