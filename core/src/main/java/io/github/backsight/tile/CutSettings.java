package io.github.backsight.tile;

/// What tiles to cut, and how finely.
///
/// @param lowestZoom 0 to `highestZoom`
/// @param highestZoom up to 16; clients go on enlarging its tiles beyond it, so it is drawn finer
/// than the others and no feature may vanish from it
/// @param tolerance how far a drawn border may be from the true one below the highest zoom, in tile
/// units (4096 a tile), before rounding
/// @param highestZoomTolerance the same at the highest zoom
/// @param threads how many threads work; the result does not depend on it
public record CutSettings(int lowestZoom, int highestZoom, double tolerance, double highestZoomTolerance, int threads) {
    /// Half a pixel of a tile that is drawn 512 pixels wide.
    public static final double HALF_A_PIXEL = 4;
    /// Half a pixel still when the highest zoom is enlarged four times.
    public static final double HALF_A_PIXEL_ENLARGED = 1;

    public CutSettings {
        if (lowestZoom < 0 || lowestZoom > highestZoom || highestZoom > ZoomGrid.HIGHEST_ZOOM) {
            throw new IllegalArgumentException("zooms are cut from 0 to " + ZoomGrid.HIGHEST_ZOOM
                    + ", lowest first: not " + lowestZoom + " to " + highestZoom);
        }
        if (!(highestZoomTolerance >= 0 && highestZoomTolerance <= tolerance && tolerance <= ZoomGrid.EXTENT)) {
            throw new IllegalArgumentException("tolerances are 0 to " + ZoomGrid.EXTENT
                    + " tile units, and no larger at the highest zoom: not " + tolerance + " and "
                    + highestZoomTolerance);
        }
        if (threads < 1) {
            throw new IllegalArgumentException("work needs at least one thread, not " + threads);
        }
    }

    /// {@return settings with the usual tolerances}
    public static CutSettings of(int lowestZoom, int highestZoom, int threads) {
        return new CutSettings(lowestZoom, highestZoom, HALF_A_PIXEL, HALF_A_PIXEL_ENLARGED, threads);
    }

    /// {@return the tolerances of all zooms, of the highest first, in units of
    /// [io.github.backsight.geom.Mercator]}
    public float[] mercatorTolerances() {
        float[] tolerances = new float[highestZoom - lowestZoom + 1];
        for (int zoom = lowestZoom; zoom <= highestZoom; zoom++) {
            tolerances[highestZoom - zoom] = mercatorTolerance(zoom);
        }
        return tolerances;
    }

    /// {@return the tolerance at `zoom`, in units of [io.github.backsight.geom.Mercator]}
    float mercatorTolerance(int zoom) {
        return (float) ((zoom == highestZoom ? highestZoomTolerance : tolerance) * (1 << new ZoomGrid(zoom).shift()));
    }
}
