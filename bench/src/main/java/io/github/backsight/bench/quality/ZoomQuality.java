package io.github.backsight.bench.quality;

import io.github.backsight.bench.quality.TileJudge.Verdict;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// What the tiles of one zoom are worth, added up.
final class ZoomQuality {
    private final int zoom;
    private final long tiles;
    private final Set<String> features = new HashSet<>();
    private long judged;
    private long pieces;
    private long polygons;
    private long invalid;
    private double overlap;
    private long thinGaps;
    private long crossings;
    private long plainBytes;
    private long packedBytes;
    private int largestPlain;
    private int largestPacked;
    private String worst = "";

    /// @param tiles how many the archive has at this zoom
    ZoomQuality(int zoom, long tiles) {
        this.zoom = zoom;
        this.tiles = tiles;
    }

    /// @param tiles all of the zoom; `judged` of them were looked at, and the other numbers are theirs
    /// @param overlap in square tile units, summed
    /// @param thinGaps holes between neighbours thinner than one unit
    /// @param crossings how many times two borders cross
    /// @param features distinct names
    /// @param worst the first tile with a fault, or empty
    /// @param source how all this differs from what the tiles were cut from, if that is known
    record Sum(
            int zoom,
            long tiles,
            long judged,
            long pieces,
            long polygons,
            long invalid,
            double overlap,
            long thinGaps,
            long crossings,
            long plainBytes,
            long packedBytes,
            int largestPlain,
            int largestPacked,
            int features,
            String worst,
            Optional<SourceComparison.Sum> source) {}

    void add(Verdict verdict) {
        judged++;
        pieces += verdict.pieces();
        polygons += verdict.polygons();
        invalid += verdict.invalid();
        overlap += verdict.overlap();
        thinGaps += verdict.thinGaps().size();
        crossings += verdict.crossings();
        plainBytes += verdict.plainBytes();
        packedBytes += verdict.packedBytes();
        largestPlain = Math.max(largestPlain, verdict.plainBytes());
        largestPacked = Math.max(largestPacked, verdict.packedBytes());
        features.addAll(verdict.features());
        if (worst.isEmpty()
                && (verdict.invalid() > 0
                        || !verdict.thinGaps().isEmpty()
                        || verdict.crossings() > 0
                        || Math.abs(verdict.overlap()) >= 0.5)) {
            worst = verdict.tile().toString();
        }
    }

    Sum sum(Optional<SourceComparison.Sum> source) {
        return new Sum(
                zoom,
                tiles,
                judged,
                pieces,
                polygons,
                invalid,
                overlap,
                thinGaps,
                crossings,
                plainBytes,
                packedBytes,
                largestPlain,
                largestPacked,
                features.size(),
                worst,
                source);
    }
}
