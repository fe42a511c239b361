package io.github.backsight.testkit.tracts;

/// Where the made-up world lies: the lattice of the deepest level on degrees.
///
/// It is as wide as its tracts need, so that tracts are as dense in a large world as in a small one, and lies about the
/// place where equator and Greenwich cross, so that in a map's projection it is as dense everywhere.
///
/// @param usualLevel the level that all parts would have if all were alike; not always a whole number
/// @param width in degrees, from west to east
/// @param height in degrees
record Ground(double usualLevel, double width, double height) {
    static final double MICRO = 1e6;
    private static final double LATTICE = 1 << Settlement.DEEPEST;
    /// The contiguous United States have about so many tracts on about so many degrees.
    private static final double USUAL_TRACTS = 75_000;

    private static final double USUAL_WIDTH = 56;
    private static final double USUAL_HEIGHT = 24;
    private static final double MOST_WIDTH = 340;
    private static final double MOST_HEIGHT = 140;
    /// Rounding to a millionth of a degree must not turn a line back on itself.
    private static final double SHORTEST_STEP = 8 / MICRO;

    static Ground of(int tracts) {
        double stretch = Math.sqrt(tracts / USUAL_TRACTS);
        return new Ground(
                StrictMath.log(tracts) / StrictMath.log(4),
                Math.min(MOST_WIDTH, USUAL_WIDTH * stretch),
                Math.min(MOST_HEIGHT, USUAL_HEIGHT * stretch));
    }

    /// {@return millionths of a degree}
    int longitude(double x) {
        return (int) Math.rint((x / LATTICE - 0.5) * width * MICRO);
    }

    /// {@return millionths of a degree}
    int latitude(double y) {
        return (int) Math.rint((y / LATTICE - 0.5) * height * MICRO);
    }

    /// {@return how many steps fit on the side of a part}
    double finest(int level) {
        return Math.min(width, height) / (1 << level) / SHORTEST_STEP;
    }
}
