package io.github.backsight.archive;

import java.io.IOException;
import java.nio.file.Path;

/// Writes a PMTiles archive, version 3.
public final class PmtilesWriter implements TileArchiveWriter {
    private PmtilesWriter() {}

    /// Begins an archive that will be named `target`.
    public static PmtilesWriter to(Path target) throws IOException {
        return new PmtilesWriter();
    }

    @Override
    public void add(EncodedTile tile) throws IOException {}

    @Override
    public void finish(ArchiveMetadata metadata) throws IOException {}

    @Override
    public void close() throws IOException {}
}
