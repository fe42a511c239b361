package io.github.backsight.archive;

import io.github.backsight.tile.TileId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Reads a folder of `{z}/{x}/{y}.pbf` files with a `metadata.json`.
public final class TreeReader implements TileArchiveReader {
    private TreeReader() {}

    /// @throws IOException if `archive` cannot be read or is damaged
    public static TreeReader open(Path archive) throws IOException {
        return new TreeReader();
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
