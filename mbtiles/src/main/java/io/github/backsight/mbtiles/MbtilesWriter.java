package io.github.backsight.mbtiles;

import io.github.backsight.archive.ArchiveMetadata;
import io.github.backsight.archive.EncodedTile;
import io.github.backsight.archive.TileArchiveWriter;
import java.io.IOException;
import java.nio.file.Path;

/// Writes an MBTiles archive, version 1.3.
public final class MbtilesWriter implements TileArchiveWriter {
    private MbtilesWriter() {}

    /// Begins an archive that will be named `target`.
    public static MbtilesWriter to(Path target) throws IOException {
        return new MbtilesWriter();
    }

    @Override
    public void add(EncodedTile tile) throws IOException {}

    @Override
    public void finish(ArchiveMetadata metadata) throws IOException {}

    @Override
    public void close() throws IOException {}
}
