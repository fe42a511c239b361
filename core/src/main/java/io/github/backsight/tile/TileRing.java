package io.github.backsight.tile;

import java.util.Arrays;

/// A closed line of a decoded tile, in tile units: x east, y south, 0 to the layer's extent and a little beyond.
///
/// The first point is not repeated at the end. Immutable; threads may share it.
public final class TileRing {
    private final int[] x;
    private final int[] y;

    TileRing(int[] x, int[] y) {
        this.x = x;
        this.y = y;
    }

    /// {@return how many points the ring has, at least 3}
    public int size() {
        return x.length;
    }

    public int x(int point) {
        return x[point];
    }

    public int y(int point) {
        return y[point];
    }

    /// {@return twice the area, by the surveyor's formula: positive for a ring that is clockwise on the screen, a
    /// shell}
    public long doubledArea() {
        long area = 0;
        for (int i = 0, last = x.length - 1; i < x.length; last = i++) {
            area += (long) x[last] * y[i] - (long) x[i] * y[last];
        }
        return area;
    }

    /// {@return the same ring in units that are `times` finer}
    ///
    /// @param times at least 1
    public TileRing inFinerUnits(int times) {
        return new TileRing(
                Arrays.stream(x).map(each -> Math.multiplyExact(each, times)).toArray(),
                Arrays.stream(y).map(each -> Math.multiplyExact(each, times)).toArray());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TileRing ring && Arrays.equals(x, ring.x) && Arrays.equals(y, ring.y);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(x) * 31 + Arrays.hashCode(y);
    }

    @Override
    public String toString() {
        var text = new StringBuilder("(");
        for (int i = 0; i < x.length; i++) {
            text.append(i == 0 ? "" : ", ").append(x[i]).append(' ').append(y[i]);
        }
        return text.append(')').toString();
    }
}
