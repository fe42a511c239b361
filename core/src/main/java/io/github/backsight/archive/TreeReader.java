package io.github.backsight.archive;

import io.github.backsight.tile.TileId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Reads a folder of `{z}/{x}/{y}.pbf` files, plain or gzipped, with a `metadata.json`.
public final class TreeReader implements TileArchiveReader {
    private final Path tree;

    private TreeReader(Path tree) {
        this.tree = tree;
    }

    /// @throws IOException if `tree` is no folder with a `metadata.json`
    public static TreeReader open(Path tree) throws IOException {
        if (!Files.isRegularFile(tree.resolve(TreeFiles.METADATA))) {
            throw new IOException(tree + " is no tree of tiles: it has no " + TreeFiles.METADATA);
        }
        return new TreeReader(tree);
    }

    @Override
    public ArchiveMetadata metadata() throws IOException {
        return MetadataRows.read(TreeFiles.metadata(tree), tree.toString());
    }

    @Override
    public Optional<byte[]> tile(TileId id) throws IOException {
        var stored = storedTile(id);
        return stored.isEmpty() || !Gzip.isGzip(stored.get())
                ? stored
                : Optional.of(Gzip.plain(stored.get(), "tile " + id + " of " + tree));
    }

    @Override
    public Optional<byte[]> storedTile(TileId id) throws IOException {
        try {
            return Optional.of(Files.readAllBytes(TreeFiles.tile(tree, id)));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        }
    }

    @Override
    public List<TileId> tiles() throws IOException {
        return TreeFiles.tiles(tree);
    }

    @Override
    public void close() {}
}
