package io.github.backsight.archive;

import io.github.backsight.tile.TileId;
import java.util.Arrays;

/// What has to be known of a tile by who does not have it. The array is not copied: nobody may change it.
///
/// @param content of the compressed tile
/// @param length of the same in bytes
/// @param sha256 of the plain tile, 32 bytes
public record TileSummary(TileId id, ContentHash content, int length, byte[] sha256) {
    @Override
    public boolean equals(Object other) {
        return other instanceof TileSummary summary
                && id.equals(summary.id)
                && content.equals(summary.content)
                && length == summary.length
                && Arrays.equals(sha256, summary.sha256);
    }

    @Override
    public int hashCode() {
        return content.hashCode();
    }

    @Override
    public String toString() {
        return id + ", " + length + " bytes";
    }
}
