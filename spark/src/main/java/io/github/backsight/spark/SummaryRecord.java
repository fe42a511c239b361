package io.github.backsight.spark;

import io.github.backsight.archive.ContentHash;
import io.github.backsight.archive.TileSummary;
import io.github.backsight.tile.TileId;
import java.io.Serializable;
import java.util.Arrays;

/// A [TileSummary] on its way to the driver.
///
/// @param tile as [TileId#hilbert] numbers it
record SummaryRecord(long tile, long most, long least, int length, byte[] sha256) implements Serializable {
    static SummaryRecord of(MadeRecord made) {
        var content = ContentHash.of(made.gzipped());
        return new SummaryRecord(made.tile(), content.most(), content.least(), made.gzipped().length, made.sha256());
    }

    TileSummary summary() {
        return new TileSummary(TileId.atHilbert(tile), new ContentHash(most, least), length, sha256);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SummaryRecord record
                && tile == record.tile
                && most == record.most
                && least == record.least
                && length == record.length
                && Arrays.equals(sha256, record.sha256);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(tile);
    }

    @Override
    public String toString() {
        return summary().toString();
    }
}
