package io.github.backsight.topology;

/// The shared border lines of a [Coverage], packed.
///
/// Arc `a` owns vertices `start[a]` (inclusive) to `start[a + 1]` (exclusive) of `x` and `y`, and of `longitude` and
/// `latitude`, which are empty when the grid says all. `uses` are the arcs of all rings one after the other, `~a` for
/// backwards. `place` numbers the places where arcs end, the same number for the same place, and
/// `end[2 * a]`, `end[2 * a + 1]` are the places of the first and the last vertex of arc `a`.
final class Arcs {
    final int[] start;
    final int[] x;
    final int[] y;
    final double[] longitude;
    final double[] latitude;
    final int[] uses;
    final int[] end;

    Arcs(int[] start, int[] x, int[] y, double[] longitude, double[] latitude, int[] uses, int[] end) {
        this.start = start;
        this.x = x;
        this.y = y;
        this.longitude = longitude;
        this.latitude = latitude;
        this.uses = uses;
        this.end = end;
    }

    int count() {
        return start.length - 1;
    }

    /// {@return the place where a walk along `use` begins}
    int from(int use) {
        return use >= 0 ? end[2 * use] : end[2 * ~use + 1];
    }

    /// {@return the place where a walk along `use` ends}
    int to(int use) {
        return from(~use);
    }
}
