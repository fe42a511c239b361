package io.github.backsight.tile;

/// The buffered borders of all tiles of one zoom: the lines `4096 k - 80` and `4096 k + 80`, in both directions.
final class TileBorders {
    private TileBorders() {}

    /// {@return the first line at or after `place`}
    static int atOrAfter(int place) {
        int base = place & -ZoomGrid.EXTENT;
        int within = place - base;
        if (within <= ZoomGrid.BUFFER) {
            return base + ZoomGrid.BUFFER;
        }
        int second = ZoomGrid.EXTENT - ZoomGrid.BUFFER;
        return within <= second ? base + second : base + ZoomGrid.EXTENT + ZoomGrid.BUFFER;
    }

    /// {@return where a tile's drawing begins, on the grid of the whole zoom}
    static int start(int tile) {
        return (tile << ZoomGrid.EXTENT_BITS) - ZoomGrid.BUFFER;
    }

    /// {@return where a tile's drawing ends, on the grid of the whole zoom}
    static int end(int tile) {
        return start(tile + 1) + 2 * ZoomGrid.BUFFER;
    }

    /// {@return the first tile whose drawing ends after `place`}
    static int firstTileBeyond(int place) {
        return (place - ZoomGrid.BUFFER) >> ZoomGrid.EXTENT_BITS;
    }

    /// {@return the last tile whose drawing starts before `place`}
    static int lastTileBefore(int place) {
        return (place + ZoomGrid.BUFFER - 1) >> ZoomGrid.EXTENT_BITS;
    }
}
