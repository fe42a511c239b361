package io.github.backsight.bench.quality;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.LineSegment;

/// Measures how far the borders of tiles of one zoom are from those of the source, and these from them.
///
/// Only what lies within a tile's own square is measured, so that neither its buffer nor the edges where polygons are
/// cut off count; the other side of the measurement reaches into the buffer.
final class BorderErrors {
    private static final Envelope SQUARE = new Envelope(0, TilePlace.EXTENT, 0, TilePlace.EXTENT);
    /// What can be seen of the source from within the square, in tile units.
    private static final double REACH = 80;
    /// Both sides of a thinner strip can be drawn as one line: half a pixel of simplification each, an eighth of
    /// rounding.
    static final double THIN_PIXELS = 1.125;

    private final SourceMap source;
    private final BitSet rings;
    private final Folds folds;

    /// @param rings those of the source that have to be drawn at this zoom
    BorderErrors(SourceMap source, BitSet rings, int zoom) {
        this.source = source;
        this.rings = rings;
        this.folds = new Folds(source, THIN_PIXELS * TilePlace.mercatorAPixel(zoom));
    }

    /// What one tile is off, in pixels of a tile drawn 512 pixels wide.
    ///
    /// @param drawnToSource the farthest that a drawn border is from all borders of the source
    /// @param sourceToDrawn the farthest that a border of a ring that has to be drawn is from all drawn ones
    /// @param inFolds the same of borders of strips that are too thin to be drawn, as far as above one pixel
    record Distances(
            double drawnToSource,
            Coordinate drawnPlace,
            double sourceToDrawn,
            Coordinate sourcePlace,
            double inFolds) {}

    Distances of(DrawnTile tile) {
        var place = TilePlace.of(tile.id());
        var fromDrawn = new FarthestPoint(new Borders(near(place), REACH));
        for (var border : tile.borders()) {
            clipped(border.p0, border.p1, SQUARE).ifPresent(line -> fromDrawn.along(line, point -> false));
        }
        var fromSource = new FarthestPoint(new Borders(tile.borders(), REACH));
        source.borders(place.mercator(SQUARE), (from, to) -> {
            if (rings.get(source.ring(from))) {
                clipped(unit(place, from), unit(place, to), SQUARE)
                        .ifPresent(line -> fromSource.along(line, point -> folds.at(from, mercator(place, point))));
            }
        });
        return new Distances(
                fromDrawn.distance() / TilePlace.UNITS_A_PIXEL,
                fromDrawn.place(),
                fromSource.distance() / TilePlace.UNITS_A_PIXEL,
                fromSource.place(),
                fromSource.excusedDistance() / TilePlace.UNITS_A_PIXEL);
    }

    private List<LineSegment> near(TilePlace place) {
        var box = new Envelope(SQUARE);
        box.expandBy(REACH);
        var near = new ArrayList<LineSegment>();
        source.borders(
                place.mercator(box),
                (from, to) -> clipped(unit(place, from), unit(place, to), box).ifPresent(near::add));
        return near;
    }

    private Coordinate unit(TilePlace place, int vertex) {
        return new Coordinate(place.unitX(source.x(vertex)), place.unitY(source.y(vertex)));
    }

    private static Coordinate mercator(TilePlace place, Coordinate unit) {
        return new Coordinate(place.mercatorX(unit.x), place.mercatorY(unit.y));
    }

    /// {@return what of a line lies in a box (Liang and Barsky 1984)}
    static Optional<LineSegment> clipped(Coordinate from, Coordinate to, Envelope box) {
        if (!box.intersects(from, to)) {
            return Optional.empty();
        }
        double[] along = {0, 1};
        if (!narrowed(along, from.x, to.x, box.getMinX(), box.getMaxX())
                || !narrowed(along, from.y, to.y, box.getMinY(), box.getMaxY())) {
            return Optional.empty();
        }
        return Optional.of(new LineSegment(at(from, to, along[0]), at(from, to, along[1])));
    }

    private static boolean narrowed(double[] along, double from, double to, double least, double most) {
        double length = to - from;
        if (length == 0) {
            return from >= least && from <= most;
        }
        double one = (least - from) / length;
        double other = (most - from) / length;
        along[0] = Math.max(along[0], Math.min(one, other));
        along[1] = Math.min(along[1], Math.max(one, other));
        return along[0] <= along[1];
    }

    private static Coordinate at(Coordinate from, Coordinate to, double along) {
        return new Coordinate(from.x + (to.x - from.x) * along, from.y + (to.y - from.y) * along);
    }
}
