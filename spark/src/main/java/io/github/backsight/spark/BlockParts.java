package io.github.backsight.spark;

import io.github.backsight.tile.Cutting;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/// Goes over what the features of a block have in tiles, a part of a tile at a time. For one thread.
final class BlockParts implements Iterator<TilePart> {
    /// A part ends with the first piece that brings it to this many bytes: what is larger cannot be
    /// put aside by whoever sorts the parts.
    private static final int PART_BYTES = 1 << 18;

    private final CoverageBlock features;
    private final Iterator<Cutting> cuttings;
    private Optional<Cutting> cutting = Optional.empty();
    private int tile;
    private int piece;
    private ByteBuffer pieces = ByteBuffer.allocate(1 << 10);
    private Optional<TilePart> ahead;

    /// @param cuttings one a zoom, the lowest first
    BlockParts(CoverageBlock features, List<Cutting> cuttings) {
        this.features = features;
        this.cuttings = cuttings.iterator();
        this.ahead = part();
    }

    @Override
    public boolean hasNext() {
        return ahead.isPresent();
    }

    @Override
    public TilePart next() {
        var next = ahead.orElseThrow(NoSuchElementException::new);
        ahead = part();
        return next;
    }

    /// {@return the next part; none is empty}
    private Optional<TilePart> part() {
        int count = 0;
        long number = 0;
        pieces.clear();
        while (count == 0 && isInTile()) {
            var zoom = cutting.orElseThrow();
            number = zoom.tile(tile).hilbert();
            while (piece < zoom.pieceStart(tile + 1) && pieces.position() < PART_BYTES) {
                count += add(zoom, piece++);
            }
        }
        byte[] bytes = new byte[pieces.flip().remaining()];
        pieces.get(bytes);
        return count == 0 ? Optional.empty() : Optional.of(new TilePart(number, count, bytes));
    }

    /// Goes on to a tile of which some pieces are left.
    ///
    /// @return whether there is one
    private boolean isInTile() {
        while (cutting.isEmpty()
                || tile == cutting.get().tileCount()
                || piece == cutting.get().pieceStart(tile + 1)) {
            if (cutting.isPresent() && tile < cutting.get().tileCount()) {
                tile++;
            } else if (cuttings.hasNext()) {
                cutting = Optional.of(cuttings.next());
                tile = 0;
                piece = 0;
            } else {
                return false;
            }
        }
        return true;
    }

    /// {@return how many pieces that makes: none of a feature that is on no tile}
    private int add(Cutting zoom, int number) {
        int feature = zoom.feature(number);
        byte[] attributes = features.attributes(feature);
        if (attributes.length == 0) {
            return 0;
        }
        byte[] geometry = zoom.geometry(number);
        int length = TilePart.HEAD_BYTES + attributes.length + geometry.length;
        if (pieces.remaining() < length) {
            int capacity = Math.max(pieces.position() + length, 2 * pieces.capacity());
            pieces = ByteBuffer.allocate(capacity).put(pieces.flip());
        }
        pieces.putLong(features.order(feature))
                .putInt(attributes.length)
                .putInt(geometry.length)
                .put(attributes)
                .put(geometry);
        return 1;
    }
}
