package io.github.backsight.tile;

import java.util.ArrayList;
import java.util.List;

/// Splits the rings of a feature among the tiles they touch, halving the range of tiles again and again.
///
/// Lines never cross a tile's border ([NodedArcs]), so this makes no coordinates but the corners of tiles. Used
/// by one thread.
final class TileSplitter {
    /// What happens with the rings of one tile, which lie within its buffered box.
    @FunctionalInterface
    interface Tile {
        void rings(RingBuffer rings, int tileX, int tileY);
    }

    private final int lastTile;
    private final Tile tile;
    private final List<RingBuffer> spare = new ArrayList<>();

    TileSplitter(ZoomGrid grid, Tile tile) {
        this.lastTile = (1 << grid.zoom()) - 1;
        this.tile = tile;
    }

    void split(RingBuffer rings) {
        split(rings, 0, 0, lastTile, lastTile, 0);
    }

    /// The rings lie within the drawing of the tiles `west` to `east`, `north` to `south`.
    private void split(RingBuffer rings, int west, int north, int east, int south, int depth) {
        if (rings.rings == 0) {
            return;
        }
        int leastX = least(rings.x, rings.points);
        int mostX = most(rings.x, rings.points);
        int leastY = least(rings.y, rings.points);
        int mostY = most(rings.y, rings.points);
        int firstX = Math.max(west, TileBorders.firstTileBeyond(leastX));
        int lastX = Math.min(east, TileBorders.lastTileBefore(mostX));
        int firstY = Math.max(north, TileBorders.firstTileBeyond(leastY));
        int lastY = Math.min(south, TileBorders.lastTileBefore(mostY));
        if (firstX > lastX || firstY > lastY) {
            return;
        }
        if (firstX == lastX && firstY == lastY) {
            boolean isInside = isInside(leastX, mostX, firstX) && isInside(leastY, mostY, firstY);
            var part = isInside ? rings : clamped(rings, firstX, firstY, firstX, firstY, depth);
            if (part.rings > 0) {
                tile.rings(part, firstX, firstY);
            }
            return;
        }
        if (lastX - firstX >= lastY - firstY) {
            int middle = (firstX + lastX) >> 1;
            half(rings, firstX, firstY, middle, lastY, depth);
            half(rings, middle + 1, firstY, lastX, lastY, depth);
        } else {
            int middle = (firstY + lastY) >> 1;
            half(rings, firstX, firstY, lastX, middle, depth);
            half(rings, firstX, middle + 1, lastX, lastY, depth);
        }
    }

    private void half(RingBuffer rings, int west, int north, int east, int south, int depth) {
        split(clamped(rings, west, north, east, south, depth), west, north, east, south, depth + 1);
    }

    /// {@return whether places from `least` to `most` are inside a tile's box and none on its sides}
    private static boolean isInside(int least, int most, int tile) {
        return least > TileBorders.start(tile) && most < TileBorders.end(tile);
    }

    private RingBuffer clamped(RingBuffer rings, int west, int north, int east, int south, int depth) {
        var part = buffer(depth);
        part.clamped(
                rings,
                TileBorders.start(west),
                TileBorders.start(north),
                TileBorders.end(east),
                TileBorders.end(south));
        return part;
    }

    private RingBuffer buffer(int depth) {
        while (spare.size() <= depth) {
            spare.add(new RingBuffer());
        }
        return spare.get(depth);
    }

    private static int least(int[] values, int count) {
        int least = values[0];
        for (int i = 1; i < count; i++) {
            least = Math.min(least, values[i]);
        }
        return least;
    }

    private static int most(int[] values, int count) {
        int most = values[0];
        for (int i = 1; i < count; i++) {
            most = Math.max(most, values[i]);
        }
        return most;
    }
}
