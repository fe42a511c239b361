package io.github.backsight.bench.quality;

import io.github.backsight.geom.Mercator;
import io.github.backsight.tile.TileId;
import org.locationtech.jts.geom.Envelope;

/// Where a tile lies, and how its units (4096 a side) and those of [Mercator] become each other.
record TilePlace(double west, double north, double mercatorAUnit) {
    /// Width and height of a tile.
    static final int EXTENT = 4096;
    /// A tile is thought to be drawn 512 pixels wide.
    static final double UNITS_A_PIXEL = EXTENT / 512.0;

    static TilePlace of(TileId tile) {
        double side = (double) Mercator.WORLD / (1 << tile.z());
        return new TilePlace(tile.x() * side, tile.y() * side, side / EXTENT);
    }

    /// {@return the width of a pixel of a tile that is drawn 512 pixels wide, in [Mercator] units}
    static double mercatorAPixel(int zoom) {
        return (double) Mercator.WORLD / (1 << zoom) / 512;
    }

    double unitX(double mercator) {
        return (mercator - west) / mercatorAUnit;
    }

    double unitY(double mercator) {
        return (mercator - north) / mercatorAUnit;
    }

    double mercatorX(double unit) {
        return west + unit * mercatorAUnit;
    }

    double mercatorY(double unit) {
        return north + unit * mercatorAUnit;
    }

    /// {@return a box of tile units in [Mercator] units}
    Envelope mercator(Envelope units) {
        return new Envelope(
                mercatorX(units.getMinX()),
                mercatorX(units.getMaxX()),
                mercatorY(units.getMinY()),
                mercatorY(units.getMaxY()));
    }
}
