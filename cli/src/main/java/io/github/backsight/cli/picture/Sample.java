package io.github.backsight.cli.picture;

import io.github.backsight.archive.ArchiveMetadata.Bounds;
import io.github.backsight.archive.TileArchiveReader;
import io.github.backsight.geom.Mercator;
import io.github.backsight.tile.TileId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// All polygons of an archive's lowest zoom: where they are and what they are worth.
final class Sample {
    /// How many of 1 do not count at either end: of places, and of values.
    private static final double FAR_OFF = 0.025;

    /// How much is shown around that, as a share of its width and height.
    private static final double AROUND = 0.06;

    private static final double EXTREME = 0.02;

    private final List<double[]> boxes = new ArrayList<>();
    private final List<Double> values = new ArrayList<>();

    /// Reads the lowest zoom of `archive`.
    static Sample of(TileArchiveReader archive, TilePieces pieces) throws IOException {
        var sample = new Sample();
        int zoom = archive.metadata().lowestZoom();
        for (var id : archive.tiles()) {
            if (id.z() == zoom) {
                var tile = archive.tile(id);
                for (var piece : tile.isPresent() ? pieces.read(tile.get()) : List.<TilePieces.Piece>of()) {
                    sample.add(id, piece);
                }
            }
        }
        return sample;
    }

    private void add(TileId id, TilePieces.Piece piece) {
        double side = Mercator.WORLD >> id.z();
        var box = piece.outline().getBounds2D();
        double unit = side / piece.extent();
        boxes.add(new double[] {
            id.x() * side + Math.max(0, box.getMinX()) * unit,
            id.y() * side + Math.max(0, box.getMinY()) * unit,
            id.x() * side + Math.min(piece.extent(), box.getMaxX()) * unit,
            id.y() * side + Math.min(piece.extent(), box.getMaxY()) * unit
        });
        piece.value().ifPresent(values::add);
    }

    /// {@return the box of nearly all polygons and a little around it, but not beyond the last polygon: those far off,
    /// 1
    /// in 40 on each side, do not count}
    ///
    /// Islands on the other side of the world would else make a country a dot.
    Bounds bounds() {
        if (boxes.isEmpty()) {
            return new Bounds(-180, -Mercator.MOST_LATITUDE, 180, Mercator.MOST_LATITUDE);
        }
        double west = quantile(0, FAR_OFF);
        double north = quantile(1, FAR_OFF);
        double east = quantile(2, 1 - FAR_OFF);
        double south = quantile(3, 1 - FAR_OFF);
        double across = (east - west) * AROUND;
        double down = (south - north) * AROUND;
        return new Bounds(
                Mercator.longitude(Math.max(west - across, quantile(0, 0))),
                Mercator.latitude(Math.min(south + down, quantile(3, 1))),
                Mercator.longitude(Math.min(east + across, quantile(2, 1))),
                Mercator.latitude(Math.max(north - down, quantile(1, 0))));
    }

    /// {@return the values between which nearly all lie; 0 and 1 when there is none}
    ColourRamp ramp() {
        double[] sorted = values.stream()
                .mapToDouble(Double::doubleValue)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        if (sorted.length == 0) {
            return new ColourRamp(0, 1);
        }
        return new ColourRamp(at(sorted, EXTREME), at(sorted, 1 - EXTREME));
    }

    private double quantile(int side, double share) {
        double[] sorted = boxes.stream().mapToDouble(box -> box[side]).toArray();
        Arrays.sort(sorted);
        return at(sorted, share);
    }

    private static double at(double[] sorted, double share) {
        return sorted[(int) Math.rint(share * (sorted.length - 1))];
    }
}
