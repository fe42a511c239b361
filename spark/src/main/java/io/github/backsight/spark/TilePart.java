package io.github.backsight.spark;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// What some features of one block have in one tile. Not one record a feature: of a million in one
/// tile these would be most of what an executor has.
///
/// Layout of `pieces`, one after the other, in the order of features: the order of the feature as
/// eight bytes, the length of its attributes and that of its geometry as four each, its attributes,
/// and its packed geometry commands.
///
/// @param tile as [io.github.backsight.tile.TileId#hilbert] numbers it
/// @param count of the pieces, at least 1
record TilePart(long tile, int count, byte[] pieces) implements Serializable {
    static final int HEAD_BYTES = Long.BYTES + 2 * Integer.BYTES;

    /// {@return the order of the first feature}
    long firstOrder() {
        return order(pieces, 0);
    }

    /// {@return the order of the feature whose piece begins at `start` of `pieces`}
    static long order(byte[] pieces, int start) {
        return ByteBuffer.wrap(pieces).getLong(start);
    }

    static int attributesLength(byte[] pieces, int start) {
        return ByteBuffer.wrap(pieces).getInt(start + Long.BYTES);
    }

    static int geometryLength(byte[] pieces, int start) {
        return ByteBuffer.wrap(pieces).getInt(start + Long.BYTES + Integer.BYTES);
    }

    /// {@return where the piece ends that begins at `start`, and the next one begins}
    static int end(byte[] pieces, int start) {
        return start + HEAD_BYTES + attributesLength(pieces, start) + geometryLength(pieces, start);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TilePart part
                && tile == part.tile
                && count == part.count
                && Arrays.equals(pieces, part.pieces);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(tile) * 31 + count;
    }

    @Override
    public String toString() {
        return count + " pieces of tile " + tile;
    }
}
