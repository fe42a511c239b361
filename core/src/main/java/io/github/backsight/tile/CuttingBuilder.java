package io.github.backsight.tile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Collects the pieces of a range of features at one zoom, feature by feature. Used by one thread.
final class CuttingBuilder {
    private static final int PIECE_BITS = 31;

    private final ZoomGrid grid;
    private final TileSplitter splitter;
    private final TilePolygons polygons = new TilePolygons();
    private final ByteBuilder geometry = new ByteBuilder(64 * 1024);
    private final Longs tile = new Longs(256);
    private final Ints feature = new Ints(256);
    private final Ints geometryEnd = new Ints(256);
    private final List<Integer> drawnSmallest = new ArrayList<>();
    private int vanished;
    private int current;

    CuttingBuilder(ZoomGrid grid) {
        this.grid = grid;
        this.splitter = new TileSplitter(grid, this::addPiece);
    }

    /// Adds what the feature has in each tile.
    ///
    /// @return false when that is nothing at all
    boolean add(int number, RingBuffer rings) {
        int before = feature.size;
        current = number;
        splitter.split(rings);
        return feature.size > before;
    }

    void addDrawnSmallest(int number, RingBuffer rings) {
        drawnSmallest.add(number);
        add(number, rings);
    }

    void addVanished() {
        vanished++;
    }

    private void addPiece(RingBuffer rings, int tileX, int tileY) {
        int before = geometry.size();
        polygons.write(rings, tileX, tileY, geometry);
        if (geometry.size() > before) {
            tile.add(new TileId(grid.zoom(), tileX, tileY).hilbert());
            feature.add(current);
            geometryEnd.add(geometry.size());
        }
    }

    /// {@return the pieces of all ranges by tile, in each tile by feature}
    ///
    /// @param parts in the order of features
    static Cutting join(int zoom, List<CuttingBuilder> parts) {
        int pieces = parts.stream().mapToInt(part -> part.feature.size).sum();
        long bytes = parts.stream().mapToLong(part -> part.geometry.size()).sum();
        if (bytes > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("zoom " + zoom + " needs " + bytes
                    + " bytes of geometry, more than one cutting can hold; lower the highest zoom");
        }
        var tiles = new Longs(1024);
        var pieceStart = new Ints(1024);
        int[] feature = new int[pieces];
        int[] geometryStart = new int[pieces + 1];
        byte[] geometry = new byte[(int) bytes];
        int[] firstPiece = firstPieces(parts);
        int[] partOf = partOfPieces(firstPiece);
        long[] order = inTileOrder(zoom, parts, pieces);
        for (int i = 0; i < pieces; i++) {
            int piece = (int) order[i] & Integer.MAX_VALUE;
            var part = parts.get(partOf[piece]);
            int own = piece - firstPiece[partOf[piece]];
            if (tiles.size == 0 || tiles.items[tiles.size - 1] != part.tile.items[own]) {
                tiles.add(part.tile.items[own]);
                pieceStart.add(i);
            }
            feature[i] = part.feature.get(own);
            geometryStart[i + 1] = geometryStart[i] + part.copyGeometry(own, geometry, geometryStart[i]);
        }
        pieceStart.add(pieces);
        return new Cutting(
                zoom,
                Arrays.copyOf(tiles.items, tiles.size),
                pieceStart.toArray(),
                feature,
                geometryStart,
                geometry,
                parts.stream().mapToInt(part -> part.vanished).sum(),
                parts.stream().flatMap(part -> part.drawnSmallest.stream()).toList());
    }

    private int copyGeometry(int piece, byte[] target, int place) {
        int start = piece == 0 ? 0 : geometryEnd.get(piece - 1);
        int length = geometryEnd.get(piece) - start;
        geometry.copyTo(start, length, target, place);
        return length;
    }

    private static int[] firstPieces(List<CuttingBuilder> parts) {
        int[] first = new int[parts.size() + 1];
        for (int p = 0; p < parts.size(); p++) {
            first[p + 1] = first[p] + parts.get(p).feature.size;
        }
        return first;
    }

    private static int[] partOfPieces(int[] firstPiece) {
        int[] partOf = new int[firstPiece[firstPiece.length - 1]];
        for (int p = 0; p + 1 < firstPiece.length; p++) {
            Arrays.fill(partOf, firstPiece[p], firstPiece[p + 1], p);
        }
        return partOf;
    }

    /// {@return the numbers of all pieces in the lower 31 bits, sorted by tile}
    private static long[] inTileOrder(int zoom, List<CuttingBuilder> parts, int pieces) {
        long firstTile = new TileId(zoom, 0, 0).hilbert();
        long[] order = new long[pieces];
        int next = 0;
        for (var part : parts) {
            for (int i = 0; i < part.tile.size; i++) {
                order[next] = ((part.tile.items[i] - firstTile) << PIECE_BITS) | next;
                next++;
            }
        }
        Arrays.parallelSort(order);
        return order;
    }
}
