package io.github.backsight.tile;

/// A tile of the square world: zoom `z`, column `x` from the west, row `y` from the north.
///
/// Ordered by PMTiles tile id: zoom by zoom, in each along the Hilbert curve (PMTiles specification v3, section
/// 4.1).
public record TileId(int z, int x, int y) implements Comparable<TileId> {
    public static final int HIGHEST_ZOOM = 26;

    public TileId {
        if (z < 0 || z > HIGHEST_ZOOM || x < 0 || y < 0 || x >= 1 << z || y >= 1 << z) {
            throw new IllegalArgumentException("no such tile: " + z + "/" + x + "/" + y);
        }
    }

    /// {@return the place in the order of all tiles of all zooms, from 0}
    public long hilbert() {
        long before = ((1L << (2 * z)) - 1) / 3;
        long distance = 0;
        int column = x;
        int row = y;
        for (int side = (1 << z) >> 1; side > 0; side >>= 1) {
            int right = (column & side) > 0 ? 1 : 0;
            int lower = (row & side) > 0 ? 1 : 0;
            distance += (long) side * side * ((3 * right) ^ lower);
            if (lower == 0) {
                if (right == 1) {
                    column = side - 1 - column;
                    row = side - 1 - row;
                }
                int swap = column;
                column = row;
                row = swap;
            }
        }
        return before + distance;
    }

    /// {@return the tile at a place in the order of all tiles of all zooms}
    public static TileId atHilbert(long hilbert) {
        int zoom = 0;
        long before = 0;
        while (before + (1L << (2 * zoom)) <= hilbert) {
            before += 1L << (2 * zoom);
            zoom++;
        }
        long rest = hilbert - before;
        int column = 0;
        int row = 0;
        for (int side = 1; side < 1 << zoom; side <<= 1) {
            int right = (int) (rest >> 1) & 1;
            int lower = (int) (rest ^ right) & 1;
            if (lower == 0) {
                if (right == 1) {
                    column = side - 1 - column;
                    row = side - 1 - row;
                }
                int swap = column;
                column = row;
                row = swap;
            }
            column += side * right;
            row += side * lower;
            rest >>= 2;
        }
        return new TileId(zoom, column, row);
    }

    @Override
    public int compareTo(TileId other) {
        return Long.compare(hilbert(), other.hilbert());
    }

    @Override
    public String toString() {
        return z + "/" + x + "/" + y;
    }
}
