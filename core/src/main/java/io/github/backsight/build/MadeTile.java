package io.github.backsight.build;

import io.github.backsight.archive.EncodedTile;
import java.util.Arrays;

/// A tile and the digest of its plain bytes. The array is not copied: nobody may change it.
///
/// @param sha256 32 bytes
public record MadeTile(EncodedTile tile, byte[] sha256) {
    @Override
    public boolean equals(Object other) {
        return other instanceof MadeTile made && tile.equals(made.tile) && Arrays.equals(sha256, made.sha256);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sha256);
    }

    @Override
    public String toString() {
        return tile.toString();
    }
}
