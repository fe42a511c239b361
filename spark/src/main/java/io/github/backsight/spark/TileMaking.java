package io.github.backsight.spark;

import io.github.backsight.build.TileMaker;
import io.github.backsight.tile.Cutting;
import io.github.backsight.tile.TileId;
import io.github.backsight.tile.TileLayer;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
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
    private final Iterator<Piece> pieces;
    private final Queue<MadeRecord> made = new ArrayDeque<>();
    private @Nullable Piece ahead;

    /// @param pieces in the order of tiles, in each tile in the order of features
    TileMaking(String layer, Map<String, String> fieldKinds, boolean withPlain, Iterator<Piece> pieces) {
        this.layer = layer;
        this.fieldKinds = fieldKinds;
        this.withPlain = withPlain;
        this.pieces = pieces;
        this.ahead = next(pieces);
    }

    private static @Nullable Piece next(Iterator<Piece> pieces) {
        return pieces.hasNext() ? pieces.next() : null;
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

    private void makeRun(Piece first) {
        int zoom = TileId.atHilbert(first.tile()).z();
        var run = new Run();
        long size = 0;
        Piece piece = first;
        while (piece != null
                && !(run.isNewTile(piece)
                        && (size >= RUN_BYTES || TileId.atHilbert(piece.tile()).z() != zoom))) {
            run.add(piece);
            size += piece.geometry().length + piece.attributes().length;
            piece = next(pieces);
        }
        ahead = piece;
        try (var maker = new TileMaker(new TileLayer(layer, fieldKinds, run.rows))) {
            var cutting = run.cutting(zoom);
            maker.make(cutting, 0, cutting.tileCount()).forEach(tile -> made.add(MadeRecord.of(tile, withPlain)));
        }
    }

    /// Some whole tiles, as a cutting whose features are numbered as they come.
    private static final class Run {
        private final Map<Long, Integer> rowOfFeature = new LinkedHashMap<>();
        private final List<byte[]> rows = new ArrayList<>();
        private final List<Long> tiles = new ArrayList<>();
        private final List<Integer> pieceStart = new ArrayList<>();
        private final List<Integer> feature = new ArrayList<>();
        private final List<Integer> geometryStart = new ArrayList<>(List.of(0));
        private final ByteArrayOutputStream geometry = new ByteArrayOutputStream();

        boolean isNewTile(Piece piece) {
            return !tiles.isEmpty() && tiles.getLast() != piece.tile();
        }

        void add(Piece piece) {
            if (tiles.isEmpty() || isNewTile(piece)) {
                tiles.add(piece.tile());
                pieceStart.add(feature.size());
            }
            feature.add(rowOfFeature.computeIfAbsent(piece.order(), unused -> {
                rows.add(piece.attributes());
                return rows.size() - 1;
            }));
            geometry.writeBytes(piece.geometry());
            geometryStart.add(geometry.size());
        }

        Cutting cutting(int zoom) {
            pieceStart.add(feature.size());
            return Cutting.ofPieces(
                    zoom,
                    tiles.stream().mapToLong(Long::longValue).toArray(),
                    pieceStart.stream().mapToInt(Integer::intValue).toArray(),
                    feature.stream().mapToInt(Integer::intValue).toArray(),
                    geometryStart.stream().mapToInt(Integer::intValue).toArray(),
                    geometry.toByteArray());
        }
    }
}
