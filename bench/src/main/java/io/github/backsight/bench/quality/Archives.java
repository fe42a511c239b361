package io.github.backsight.bench.quality;

import io.github.backsight.archive.PmtilesReader;
import io.github.backsight.archive.TileArchiveReader;
import io.github.backsight.archive.TreeReader;
import io.github.backsight.mbtiles.MbtilesReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Opens tile archives of any kind.
public final class Archives {
    private Archives() {}

    /// Opens a folder as a tree, `*.pmtiles` as PMTiles, and all else as MBTiles; the caller closes it.
    public static TileArchiveReader open(Path archive) throws IOException {
        if (Files.isDirectory(archive)) {
            return TreeReader.open(archive);
        }
        return archive.toString().endsWith(".pmtiles") ? PmtilesReader.open(archive) : MbtilesReader.open(archive);
    }
}
