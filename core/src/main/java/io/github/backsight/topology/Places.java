package io.github.backsight.topology;

import io.github.backsight.shape.Polygons;
import java.util.Arrays;

/// Numbers the places of the vertices of polygons, from 0 in order of first sight: the same number for the same place.
///
/// An open-addressing table (linear probing, at most half full) of places, on primitive arrays.
final class Places {
    private static final int EMPTY = -1;

    /// The place of each vertex of the polygons.
    final int[] of;

    private int count;

    private final Identity identity;

    private Places(int vertices, Identity identity) {
        this.of = new int[vertices];
        this.identity = identity;
    }

    int count() {
        return count;
    }

    /// {@return whether two places can agree on the grid and be different}
    boolean exact() {
        return identity == Identity.DOUBLES;
    }

    /// Vertices are the same when they agree on the grid.
    static Places onGrid(Polygons polygons) {
        return number(polygons, Identity.GRID);
    }

    /// Vertices are the same when their doubles are.
    static Places exact(Polygons polygons) {
        return number(polygons, polygons.finerThanGrid() ? Identity.DOUBLES : Identity.GRID);
    }

    private enum Identity {
        GRID,
        DOUBLES
    }

    private static Places number(Polygons polygons, Identity identity) {
        int vertices = polygons.vertexCount();
        var places = new Places(vertices, identity);
        int mask = Integer.highestOneBit(Math.clamp(vertices * 4L - 1, 16, 1 << 30)) - 1;
        int[] firstVertex = new int[mask + 1];
        Arrays.fill(firstVertex, EMPTY);
        for (int v = 0; v < vertices; v++) {
            int slot = hash(polygons, v, identity) & mask;
            while (firstVertex[slot] != EMPTY && !same(polygons, firstVertex[slot], v, identity)) {
                slot = (slot + 1) & mask;
            }
            if (firstVertex[slot] == EMPTY) {
                firstVertex[slot] = v;
                places.of[v] = places.count++;
            } else {
                places.of[v] = places.of[firstVertex[slot]];
            }
        }
        return places;
    }

    private static int hash(Polygons polygons, int v, Identity identity) {
        return switch (identity) {
            case GRID -> mix(polygons.x(v) * 0x9E3779B97F4A7C15L + polygons.y(v));
            case DOUBLES -> mix(bits(polygons.longitude(v)) * 0x9E3779B97F4A7C15L + bits(polygons.latitude(v)));
        };
    }

    private static boolean same(Polygons polygons, int v, int w, Identity identity) {
        return switch (identity) {
            case GRID -> polygons.x(v) == polygons.x(w) && polygons.y(v) == polygons.y(w);
            case DOUBLES ->
                polygons.longitude(v) == polygons.longitude(w) && polygons.latitude(v) == polygons.latitude(w);
        };
    }

    private static long bits(double degrees) {
        return Double.doubleToLongBits(degrees + 0.0); // -0.0 is the same place as 0.0
    }

    /// The finalizer of MurmurHash3: all bits of `key` move all bits of the result.
    static int mix(long key) {
        long k = (key ^ (key >>> 33)) * 0xFF51AFD7ED558CCDL;
        k = (k ^ (k >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return (int) (k ^ (k >>> 33));
    }
}
