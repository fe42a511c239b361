package io.github.backsight.spark;

import io.github.backsight.build.TileMaker;
import io.github.backsight.tile.TileId;
import io.github.backsight.tile.TileLayer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// Makes the tiles of one partition, a run of whole tiles at a time: of the tiles that are made
/// only one run is in memory. For one thread.
final class TileMaking implements Iterator<MadeRecord> {
    /// A run ends with the first tile that brings it to this many bytes.
    private static final int RUN_BYTES = 4 << 20;

    private final String layer;
    private final Map<String, String> fieldKinds;
    private final boolean withPlain;
    private final Iterator<TilePart> parts;
    private final Queue<MadeRecord> made = new ArrayDeque<>();
    private @Nullable TilePart ahead;

    /// @param parts in the order of tiles, those of one tile in the order of their first features
    TileMaking(String layer, Map<String, String> fieldKinds, boolean withPlain, Iterator<TilePart> parts) {
        this.layer = layer;
        this.fieldKinds = fieldKinds;
        this.withPlain = withPlain;
        this.parts = parts;
        this.ahead = next(parts);
    }

    private static @Nullable TilePart next(Iterator<TilePart> parts) {
        return parts.hasNext() ? parts.next() : null;
    }

    @Override
    public boolean hasNext() {
        while (made.isEmpty() && ahead != null) {
            makeRun(ahead);
        }
        return !made.isEmpty();
    }

    @Override
    public MadeRecord next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return made.remove();
    }

    private void makeRun(TilePart first) {
        int zoom = TileId.atHilbert(first.tile()).z();
        var run = new ArrayList<TilePart>();
        long size = 0;
        TilePart part = first;
        while (part != null
                && (run.isEmpty()
                        || run.getLast().tile() == part.tile()
                        || (size < RUN_BYTES && TileId.atHilbert(part.tile()).z() == zoom))) {
            run.add(part);
            size += part.pieces().length;
            part = next(parts);
        }
        ahead = part;
        make(new TileRun(run), zoom);
    }

    private void make(TileRun run, int zoom) {
        try (var maker = new TileMaker(new TileLayer(layer, fieldKinds, run.rows()))) {
            var cutting = run.cutting(zoom);
            maker.make(cutting, 0, cutting.tileCount()).forEach(tile -> made.add(MadeRecord.of(tile, withPlain)));
        }
    }
}
