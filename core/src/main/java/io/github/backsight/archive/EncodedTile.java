package io.github.backsight.archive;

import io.github.backsight.tile.TileId;

/// One tile, ready to be written. The arrays are not copied: nobody may change them.
///
/// @param plain the tile as MVT protobuf
/// @param gzipped the same bytes, compressed once for all archives
public record EncodedTile(TileId id, byte[] plain, byte[] gzipped) {
    @Override
    public boolean equals(Object other) {
        return other instanceof EncodedTile tile
                && id.equals(tile.id)
                && java.util.Arrays.equals(plain, tile.plain)
                && java.util.Arrays.equals(gzipped, tile.gzipped);
    }

    @Override
    public int hashCode() {
        return id.hashCode() * 31 + java.util.Arrays.hashCode(plain);
    }

    @Override
    public String toString() {
        return "EncodedTile[" + id + ", " + plain.length + " bytes]";
    }
}
