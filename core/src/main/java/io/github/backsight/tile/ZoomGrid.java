package io.github.backsight.tile;

import io.github.backsight.geom.Mercator;

/// The grid on which the tiles of one zoom are drawn: 4096 units a tile, x east, y south, 0 at the world's
/// corner.
///
/// A unit is `1 << shift` units of [Mercator]; its cell is centred on the grid point and half open: the point `c`
/// owns `c - 1/2` (inclusive) to `c + 1/2` (exclusive) in both directions.
///
/// @param zoom 0 to [#HIGHEST_ZOOM]: above it a cell's corners would no longer be points of Mercator's grid
record ZoomGrid(int zoom) {
    static final int EXTENT = 4096;
    static final int EXTENT_BITS = 12;
    /// How far a tile's drawing goes beyond its sides, in units.
    static final int BUFFER = 80;

    static final int HIGHEST_ZOOM = 16;

    ZoomGrid {
        if (zoom < 0 || zoom > HIGHEST_ZOOM) {
            throw new IllegalArgumentException("tiles are cut for zooms 0 to " + HIGHEST_ZOOM + ", not " + zoom);
        }
    }

    /// {@return how many bits of a Mercator coordinate this grid rounds away; at least 2}
    int shift() {
        return Mercator.BITS - EXTENT_BITS - zoom;
    }

    /// {@return the grid point whose cell holds the Mercator coordinate}
    int cell(int mercator) {
        return (mercator + (1 << (shift() - 1))) >> shift();
    }

    /// {@return how many units the world is wide and high}
    int world() {
        return EXTENT << zoom;
    }
}
