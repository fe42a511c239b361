package io.github.backsight.archive;

import io.github.backsight.tile.TileId;

/// Keeps a writer's tiles in ascending order.
public final class TileOrder {
    private long last = -1;

    /// {@return the place of `id` in the order of all tiles, [TileId#hilbert]}
    ///
    /// @throws IllegalArgumentException if it is not after the one before
    public long next(TileId id) {
        long place = id.hilbert();
        if (place <= last) {
            throw new IllegalArgumentException(
                    "tiles are added in ascending order, each once: " + id + " came after " + TileId.atHilbert(last));
        }
        last = place;
        return place;
    }
}
