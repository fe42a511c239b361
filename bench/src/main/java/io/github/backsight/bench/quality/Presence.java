package io.github.backsight.bench.quality;

import java.util.BitSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/// Which polygons of the source are there at one zoom. Threads may share it.
///
/// A polygon is there when a drawn polygon of a feature with the same key has a point in common with it.
final class Presence {
    /// What is smaller may vanish, in square pixels of a tile drawn 512 pixels wide.
    private static final double LEAST_AREA = 2;

    private final SourceMap source;
    private final double mercatorAPixel;
    private final BitSet large;
    private final Set<Integer> seen = ConcurrentHashMap.newKeySet();
    private final Set<String> keys = ConcurrentHashMap.newKeySet();

    Presence(SourceMap source, int zoom) {
        this.source = source;
        mercatorAPixel = TilePlace.mercatorAPixel(zoom);
        large = new BitSet();
        IntStream.range(0, source.polygonCount())
                .filter(polygon -> pixels(source.area(polygon)) > LEAST_AREA)
                .forEach(large::set);
    }

    private double pixels(double mercatorArea) {
        return mercatorArea / (mercatorAPixel * mercatorAPixel);
    }

    /// {@return the rings of polygons that may not vanish, without holes that may}
    BitSet rings() {
        var rings = new BitSet();
        IntStream.range(0, source.ringCount())
                .filter(ring -> large.get(source.polygon(ring)) && pixels(source.ringArea(ring)) > LEAST_AREA)
                .forEach(rings::set);
        return rings;
    }

    void see(DrawnTile tile) {
        var place = TilePlace.of(tile.id());
        for (var piece : tile.pieces()) {
            if (!piece.key().isEmpty() && !piece.polygons().isEmpty()) {
                keys.add(piece.key());
                see(piece, place);
            }
        }
    }

    private void see(DrawnTile.Piece piece, TilePlace place) {
        var candidates = source.polygons(piece.key());
        if (candidates.size() == 1) {
            // Whatever is drawn of the feature is drawn of its only polygon.
            seen.addAll(candidates);
            return;
        }
        for (int candidate : candidates) {
            if (large.get(candidate) && !seen.contains(candidate) && draws(piece, candidate, place)) {
                seen.add(candidate);
            }
        }
    }

    private boolean draws(DrawnTile.Piece piece, int polygon, TilePlace place) {
        var box = source.envelope(polygon);
        return piece.polygons().stream()
                .anyMatch(drawn -> place.mercator(drawn.getEnvelopeInternal()).intersects(box)
                        && Mended.of(drawn).intersects(source.geometry(polygon, place)));
    }

    /// What is missing.
    ///
    /// @param large polygons above two square pixels
    /// @param lost those of them that no tile draws
    /// @param largestLost the area of the largest of these, in square pixels
    /// @param example the key of its feature, or empty
    /// @param absentFeatures features with a polygon of which no tile draws anything
    record Missing(int large, int lost, double largestLost, String example, int absentFeatures) {}

    Missing missing() {
        int lost = 0;
        double largest = 0;
        var example = "";
        for (int polygon = large.nextSetBit(0); polygon >= 0; polygon = large.nextSetBit(polygon + 1)) {
            if (!seen.contains(polygon)) {
                lost++;
                double area = pixels(source.area(polygon));
                if (area > largest) {
                    largest = area;
                    example = source.keyOf(polygon);
                }
            }
        }
        int absent =
                (int) source.keys().stream().filter(key -> !keys.contains(key)).count();
        return new Missing(large.cardinality(), lost, largest, example, absent);
    }
}
