package io.github.backsight.spark;

import java.io.Serializable;
import java.util.Arrays;

/// What one feature has in one tile.
///
/// @param tile as [io.github.backsight.tile.TileId#hilbert] numbers it
/// @param order of the feature
/// @param attributes of the feature
/// @param geometry packed commands
record Piece(long tile, long order, byte[] attributes, byte[] geometry) implements Serializable {
    @Override
    public boolean equals(Object other) {
        return other instanceof Piece piece
                && tile == piece.tile
                && order == piece.order
                && Arrays.equals(attributes, piece.attributes)
                && Arrays.equals(geometry, piece.geometry);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(tile * 31 + order);
    }

    @Override
    public String toString() {
        return "piece of " + order + " in tile " + tile;
    }
}
