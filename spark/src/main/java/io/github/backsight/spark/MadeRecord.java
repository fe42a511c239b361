package io.github.backsight.spark;

import io.github.backsight.archive.EncodedTile;
import io.github.backsight.build.MadeTile;
import io.github.backsight.tile.TileId;
import java.io.Serializable;
import java.util.Arrays;

/// A tile as it travels from the executor that made it.
///
/// @param tile as [TileId#hilbert] numbers it; below 0: see [#ofSmallest]
/// @param plain the tile, not compressed; empty where no archive needs it
/// @param gzipped the same bytes, compressed
/// @param sha256 of the plain bytes
record MadeRecord(long tile, byte[] plain, byte[] gzipped, byte[] sha256) implements Serializable {
    static MadeRecord of(MadeTile made, boolean withPlain) {
        return new MadeRecord(
                made.tile().id().hilbert(),
                withPlain ? made.tile().plain() : new byte[0],
                made.tile().gzipped(),
                made.sha256());
    }

    /// {@return no tile, but how many features are drawn smallest}
    static MadeRecord ofSmallest(long count) {
        return new MadeRecord(-1 - count, new byte[0], new byte[0], new byte[0]);
    }

    static boolean isTile(MadeRecord record) {
        return record.tile >= 0;
    }

    /// {@return how many features are drawn smallest, of one that is no tile}
    long smallest() {
        return -1 - tile;
    }

    MadeTile made() {
        return new MadeTile(new EncodedTile(TileId.atHilbert(tile), plain, gzipped), sha256);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MadeRecord made && tile == made.tile && Arrays.equals(sha256, made.sha256);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(tile);
    }

    @Override
    public String toString() {
        return TileId.atHilbert(tile).toString();
    }
}
