package io.github.backsight.geom;

/// The source grid: longitude and latitude as whole ten-millionths of a degree (about 1 cm), x east, y north.
///
/// An `int` holds every longitude and latitude: 180 degrees are 1,800,000,000.
public final class Degrees {
    /// Grid units in one degree.
    public static final int ONE = 10_000_000;

    private Degrees() {}

    /// {@return the grid value nearest to `degrees`}
    ///
    /// @param degrees -180 to 180
    public static int toGrid(double degrees) {
        return (int) Math.rint(degrees * ONE);
    }

    /// {@return the double nearest to the exact decimal value of `grid`, as a JSON parser would read it}
    public static double fromGrid(int grid) {
        return grid / (double) ONE;
    }
}
