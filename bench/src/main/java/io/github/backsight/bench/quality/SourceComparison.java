package io.github.backsight.bench.quality;

import io.github.backsight.tile.TileId;
import java.util.List;
import java.util.Locale;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Polygon;

/// Compares the tiles of one zoom with what they were cut from. Threads may share it, but for [Sum].
final class SourceComparison {
    private final Presence presence;
    private final BorderErrors errors;
    private final SourceFaults faults;

    SourceComparison(SourceMap source, int zoom) {
        presence = new Presence(source, zoom);
        errors = new BorderErrors(source, presence.rings(), zoom);
        faults = new SourceFaults(source);
    }

    /// What one tile has that its source has not.
    ///
    /// @param newOverlap in square units
    /// @param newGaps thin ones
    record Difference(TileId tile, BorderErrors.Distances distances, double newOverlap, List<Polygon> newGaps) {}

    Difference compare(DrawnTile tile, TileJudge.Verdict verdict) {
        presence.see(tile);
        return new Difference(
                tile.id(),
                errors.of(tile),
                verdict.overlap() == 0 ? 0 : faults.newOverlap(tile),
                verdict.thinGaps().stream()
                        .filter(gap -> !faults.isUnclean(gap, tile))
                        .toList());
    }

    /// What the tiles of one zoom have that their source has not, and the other way round.
    ///
    /// @param drawnToSource in pixels, the largest of all tiles; the others likewise
    /// @param drawnPlace the tile, and the place in it
    /// @param gapPlace where a new gap is
    record Sum(
            double drawnToSource,
            String drawnPlace,
            double sourceToDrawn,
            String sourcePlace,
            double inFolds,
            double newOverlap,
            long newGaps,
            String gapPlace,
            Presence.Missing missing) {
        private static final Presence.Missing NOT_KNOWN = new Presence.Missing(0, 0, 0, "", 0);
        static final Sum NOTHING = new Sum(0, "", 0, "", 0, 0, 0, "", NOT_KNOWN);

        Sum and(Difference difference) {
            var distances = difference.distances();
            boolean drawnFarther = distances.drawnToSource() > drawnToSource;
            boolean sourceFarther = distances.sourceToDrawn() > sourceToDrawn;
            return new Sum(
                    drawnFarther ? distances.drawnToSource() : drawnToSource,
                    drawnFarther ? at(difference.tile(), distances.drawnPlace()) : drawnPlace,
                    sourceFarther ? distances.sourceToDrawn() : sourceToDrawn,
                    sourceFarther ? at(difference.tile(), distances.sourcePlace()) : sourcePlace,
                    Math.max(inFolds, distances.inFolds()),
                    newOverlap + difference.newOverlap(),
                    newGaps + difference.newGaps().size(),
                    difference.newGaps().isEmpty()
                            ? gapPlace
                            : at(
                                    difference.tile(),
                                    difference.newGaps().getFirst().getCoordinate()),
                    missing);
        }

        private static String at(TileId tile, Coordinate place) {
            return String.format(Locale.ROOT, "%s at %.0f %.0f", tile, place.x, place.y);
        }
    }

    /// {@return the sum of all differences, with what no tile showed}
    Sum complete(Sum sum) {
        return new Sum(
                sum.drawnToSource(),
                sum.drawnPlace(),
                sum.sourceToDrawn(),
                sum.sourcePlace(),
                sum.inFolds(),
                sum.newOverlap(),
                sum.newGaps(),
                sum.gapPlace(),
                presence.missing());
    }
}
