package io.github.backsight.geom;

/// Web Mercator (EPSG:3857) as an integer grid over the square world: x east, y south, both 0 to [#WORLD].
///
/// One unit is about 3.7 cm at the equator. Tile grids of every zoom are this grid with the lowest bits rounded away.
public final class Mercator {
    /// Bits of a coordinate.
    public static final int BITS = 30;

    /// Width and height of the world in units.
    public static final int WORLD = 1 << BITS;

    /// The northern and southern end of the square world, in degrees.
    public static final double MOST_LATITUDE = 85.0511287798066;

    private Mercator() {}

    /// {@return x of a longitude}
    ///
    /// @param degrees -180 to 180
    public static int x(double degrees) {
        return clamp((degrees + 180) / 360 * WORLD);
    }

    /// {@return y of a latitude; latitudes beyond [#MOST_LATITUDE] are drawn on the edge of the world}
    public static int y(double degrees) {
        double sine = StrictMath.sin(Math.toRadians(Math.clamp(degrees, -MOST_LATITUDE, MOST_LATITUDE)));
        // StrictMath: the same bits on every machine (law 7).
        return clamp((0.5 - StrictMath.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * WORLD);
    }

    /// {@return the longitude of `x`, in degrees}
    public static double longitude(double x) {
        return x / WORLD * 360 - 180;
    }

    /// {@return the latitude of `y`, in degrees}
    public static double latitude(double y) {
        return Math.toDegrees(StrictMath.atan(StrictMath.sinh(Math.PI * (1 - 2 * y / WORLD))));
    }

    private static int clamp(double units) {
        return (int) Math.clamp(Math.rint(units), 0, WORLD);
    }
}
