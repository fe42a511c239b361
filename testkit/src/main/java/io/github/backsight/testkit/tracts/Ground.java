package io.github.backsight.testkit.tracts;

/// Where the made-up world lies: the lattice of the deepest level on degrees, about as wide as the contiguous United
/// States.
///
/// @param usualLevel the level that most parts would have if all were alike
record Ground(int usualLevel) {
    static final double MICRO = 1e6;
    private static final double WEST = -124;
    private static final double SOUTH = 25;
    private static final double WIDTH = 56;
    private static final double HEIGHT = 24;
    private static final double LATTICE = 1 << Settlement.DEEPEST;
    /// Rounding to a millionth of a degree must not turn a line back on itself.
    private static final double SHORTEST_STEP = 8 / MICRO;

    static Ground of(int tracts) {
        return new Ground(Math.max(0, (int) Math.round(Math.log(Math.max(1, tracts)) / Math.log(4))));
    }

    /// {@return millionths of a degree}
    int longitude(double x) {
        return (int) Math.rint((WEST + x * WIDTH / LATTICE) * MICRO);
    }

    /// {@return millionths of a degree}
    int latitude(double y) {
        return (int) Math.rint((SOUTH + y * HEIGHT / LATTICE) * MICRO);
    }

    /// {@return how many steps fit on the side of a part}
    double finest(int level) {
        return HEIGHT / (1 << level) / SHORTEST_STEP;
    }
}
