package io.github.backsight.archive;

import io.github.backsight.tile.TileId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Small archives for tests.
final class Archives {
    static final ArchiveMetadata METADATA = new ArchiveMetadata(
            "usa, low",
            "Groups of tracts",
            "Someone",
            "blocks",
            Map.of("SCORE", "Number"),
            0,
            7,
            new ArchiveMetadata.Bounds(-179.25, 17.5, -65, 71.5));

    private Archives() {}

    static EncodedTile tile(TileId id, String text) {
        var plain = text.getBytes(StandardCharsets.UTF_8);
        return new EncodedTile(id, plain, Gzip.compressed(plain));
    }

    static EncodedTile tile(long place, String text) {
        return tile(TileId.atHilbert(place), text);
    }

    static void write(TileArchiveWriter writer, List<EncodedTile> tiles) throws IOException {
        try (writer) {
            for (var tile : tiles) {
                writer.add(tile);
            }
            writer.finish(METADATA);
        }
    }

    static Path pmtiles(Path folder, List<EncodedTile> tiles) throws IOException {
        var target = folder.resolve("map.pmtiles");
        write(PmtilesWriter.to(target), tiles);
        return target;
    }
}
