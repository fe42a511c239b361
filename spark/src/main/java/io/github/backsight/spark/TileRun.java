package io.github.backsight.spark;

import io.github.backsight.tile.Cutting;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/// Some whole tiles, put together from the parts that blocks have of them: each piece a feature of
/// its own, in the order of tiles, in each tile in the order of features. For one thread.
final class TileRun {
    private final List<TilePart> parts;

    /// Of each piece its part, then where it begins there.
    private final long[] places;

    /// @param parts in the order of tiles, those of one tile in the order of their first features
    TileRun(List<TilePart> parts) {
        this.parts = parts;
        this.places = new long[parts.stream().mapToInt(TilePart::count).sum()];
        int count = 0;
        int tile = 0;
        for (int part = 0; part < parts.size(); part++) {
            if (parts.get(part).tile() != parts.get(Math.max(0, part - 1)).tile()) {
                sort(tile, count);
                tile = count;
            }
            int start = 0;
            for (int piece = 0; piece < parts.get(part).count(); piece++) {
                places[count++] = (long) part << Integer.SIZE | start;
                start = TilePart.end(parts.get(part).pieces(), start);
            }
        }
        sort(tile, count);
    }

    /// Where only one block has features in a tile they are in order.
    private void sort(int from, int end) {
        long[] orders = new long[end - from];
        Arrays.setAll(orders, i -> order(from + i));
        boolean isSorted = true;
        for (int i = 1; i < orders.length; i++) {
            isSorted &= orders[i - 1] < orders[i];
        }
        if (!isSorted) {
            long[] ascending = orders.clone();
            Arrays.sort(ascending);
            long[] unsorted = Arrays.copyOfRange(places, from, end);
            for (int i = 0; i < orders.length; i++) {
                places[from + Arrays.binarySearch(ascending, orders[i])] = unsorted[i];
            }
        }
    }

    private TilePart part(int piece) {
        return parts.get((int) (places[piece] >>> Integer.SIZE));
    }

    private byte[] bytes(int piece) {
        return part(piece).pieces();
    }

    private int start(int piece) {
        return (int) places[piece];
    }

    private long order(int piece) {
        return TilePart.order(bytes(piece), start(piece));
    }

    /// {@return the attributes of each piece, copied when they are asked for}
    List<byte[]> rows() {
        return new Rows();
    }

    private final class Rows extends AbstractList<byte[]> implements RandomAccess {
        @Override
        public byte[] get(int piece) {
            int from = start(piece) + TilePart.HEAD_BYTES;
            return Arrays.copyOfRange(bytes(piece), from, from + TilePart.attributesLength(bytes(piece), start(piece)));
        }

        @Override
        public int size() {
            return places.length;
        }
    }

    /// {@return the tiles, whose features are those of [#rows]}
    Cutting cutting(int zoom) {
        int[] feature = new int[places.length];
        Arrays.setAll(feature, piece -> piece);
        int[] geometryStart = new int[places.length + 1];
        for (int piece = 0; piece < places.length; piece++) {
            int length = TilePart.geometryLength(bytes(piece), start(piece));
            geometryStart[piece + 1] = Math.addExact(geometryStart[piece], length);
        }
        byte[] geometry = new byte[geometryStart[places.length]];
        for (int piece = 0; piece < places.length; piece++) {
            int length = geometryStart[piece + 1] - geometryStart[piece];
            int end = TilePart.end(bytes(piece), start(piece));
            System.arraycopy(bytes(piece), end - length, geometry, geometryStart[piece], length);
        }
        long[] tiles = parts.stream().mapToLong(TilePart::tile).distinct().toArray();
        return Cutting.ofPieces(zoom, tiles, pieceStart(tiles), feature, geometryStart, geometry);
    }

    private int[] pieceStart(long[] tiles) {
        int[] start = new int[tiles.length + 1];
        int tile = 0;
        for (var part : parts) {
            tile += tiles[tile] == part.tile() ? 0 : 1;
            start[tile + 1] += part.count();
        }
        Arrays.parallelPrefix(start, Integer::sum);
        return start;
    }
}
