package io.github.backsight.cli.picture;

import io.github.backsight.archive.ArchiveMetadata.Bounds;
import io.github.backsight.geom.Mercator;

/// The part of the Mercator world that a picture shows, and how it lies on the picture's pixels.
///
/// @param west x of the picture's left edge, in [Mercator] units
/// @param north y of the picture's upper edge, in [Mercator] units
/// @param unitsPerPixel how much one pixel shows
record View(double west, double north, double unitsPerPixel, int width, int height) {
    private static final int TILE_PIXELS = 512;

    /// {@return the view in which all of `bounds` is seen, in the middle, with `margin` pixels around it}
    static View of(Bounds bounds, int width, int height, int margin) {
        double left = Mercator.x(bounds.west());
        double right = Mercator.x(bounds.east());
        double top = Mercator.y(bounds.north());
        double bottom = Mercator.y(bounds.south());
        double units = Math.max(
                Math.max((right - left) / (width - 2.0 * margin), (bottom - top) / (height - 2.0 * margin)), 1);
        return new View(
                (left + right) / 2 - units * width / 2, (top + bottom) / 2 - units * height / 2, units, width, height);
    }

    /// {@return the zoom whose tiles, drawn about 512 pixels wide, show as much as the picture can}
    int zoom() {
        double worldPixels = Mercator.WORLD / unitsPerPixel;
        return Math.max(0, (int) Math.ceil(Math.log(worldPixels / TILE_PIXELS) / Math.log(2)));
    }

    double pixelX(double x) {
        return (x - west) / unitsPerPixel;
    }

    double pixelY(double y) {
        return (y - north) / unitsPerPixel;
    }
}
