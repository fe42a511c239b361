package io.github.backsight.archive;

import java.io.IOException;
import java.nio.file.Path;

/// Writes a folder of `{z}/{x}/{y}.pbf` files with a `metadata.json`.
public final class TreeWriter implements TileArchiveWriter {
    private TreeWriter() {}

    /// Begins an archive that will be named `target`.
    public static TreeWriter to(Path target) throws IOException {
        return new TreeWriter();
    }

    @Override
    public void add(EncodedTile tile) throws IOException {}

    @Override
    public void finish(ArchiveMetadata metadata) throws IOException {}

    @Override
    public void close() throws IOException {}
}
