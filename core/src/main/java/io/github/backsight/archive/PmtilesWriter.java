package io.github.backsight.archive;

import io.github.backsight.draft.Draft;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/// Writes a PMTiles archive as [PmtilesLayout] lays it out; tiles are written once, as they come.
public final class PmtilesWriter implements TileArchiveWriter {
    private final Draft draft;
    private final OutputStream out;
    private final PmtilesLayout layout = new PmtilesLayout();

    private PmtilesWriter(Draft draft, OutputStream out) {
        this.draft = draft;
        this.out = out;
    }

    /// Begins an archive that will be named `target`; an older file of that name stays until [#finish].
    public static PmtilesWriter to(Path target) throws IOException {
        var draft = Draft.of(target);
        return new PmtilesWriter(draft, draft.stream(PmtilesLayout.TILES_START));
    }

    @Override
    public void add(EncodedTile tile) throws IOException {
        var bytes = tile.gzipped();
        if (layout.add(tile.id(), ContentHash.of(bytes), bytes.length)) {
            out.write(bytes);
        }
    }

    @Override
    public void finish(ArchiveMetadata metadata) throws IOException {
        var frame = layout.finish(metadata);
        out.write(frame.tail());
        out.close();
        try (var start = draft.stream(0)) {
            start.write(frame.head());
        }
        draft.publish();
    }

    @Override
    public void close() throws IOException {
        try (draft) {
            out.close();
        }
    }
}
