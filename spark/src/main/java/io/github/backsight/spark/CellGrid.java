package io.github.backsight.spark;

import io.github.backsight.geom.Mercator;
import io.github.backsight.tile.CutSettings;
import java.io.Serializable;
import java.util.Arrays;

/// The square cells by which features find those around them: as wide as a tile of zoom `level`,
/// numbered along a curve of Z shape (Morton 1966), so that cells with numbers in a row are
/// mostly close together.
///
/// A cell is at least sixteen units of the lowest zoom's grid wide. What decides about a border
/// lies at most ten from it: two tolerances of four units, and a unit or two for rounding. So a
/// feature that reaches into no cell that a border touches, nor into one beside those, has no say
/// in it.
///
/// @param level 0 to [#FINEST]
record CellGrid(int level) implements Serializable {
    /// Finer cells would only make the lists of cells longer.
    static final int FINEST = 12;

    /// A tile has 2^12 units a side, a cell 2^4 or more.
    private static final int LEVELS_BELOW_A_TILE = 8;

    /// {@return the grid for a layer that is cut down to `lowestZoom` with the usual tolerances}
    static CellGrid forZoomsFrom(int lowestZoom) {
        if (CutSettings.HALF_A_PIXEL > 4) {
            throw new IllegalStateException("cells are made for tolerances of up to 4 units");
        }
        return new CellGrid(Math.min(FINEST, lowestZoom + LEVELS_BELOW_A_TILE));
    }

    int shift() {
        return Mercator.BITS - level;
    }

    /// {@return the cell of a place; a place on the world's eastern or southern edge is in the
    /// last one}
    int cell(int x, int y) {
        int last = (1 << level) - 1;
        return number(Math.min(x >> shift(), last), Math.min(y >> shift(), last));
    }

    /// {@return the cell at a column and a row}
    int number(int column, int row) {
        return spread(column) | spread(row) << 1;
    }

    /// {@return `cells` and all those beside them, ascending}
    int[] withThoseBeside(int[] cells) {
        int last = (1 << level) - 1;
        int[] all = new int[9 * cells.length];
        int count = 0;
        for (int cell : cells) {
            int column = gather(cell);
            int row = gather(cell >>> 1);
            for (int y = Math.max(0, row - 1); y <= Math.min(last, row + 1); y++) {
                for (int x = Math.max(0, column - 1); x <= Math.min(last, column + 1); x++) {
                    all[count++] = number(x, y);
                }
            }
        }
        return Arrays.stream(all, 0, count).sorted().distinct().toArray();
    }

    private static int spread(int value) {
        int bits = value;
        bits = (bits | bits << 8) & 0x00FF00FF;
        bits = (bits | bits << 4) & 0x0F0F0F0F;
        bits = (bits | bits << 2) & 0x33333333;
        return (bits | bits << 1) & 0x55555555;
    }

    private static int gather(int number) {
        int bits = number & 0x55555555;
        bits = (bits | bits >>> 1) & 0x33333333;
        bits = (bits | bits >>> 2) & 0x0F0F0F0F;
        bits = (bits | bits >>> 4) & 0x00FF00FF;
        return (bits | bits >>> 8) & 0x0000FFFF;
    }
}
