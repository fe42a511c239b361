package io.github.backsight.build;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The numbers by which people compare two builds.
final class Counts {
    static final String ROWS = "rows";

    private Counts() {}

    /// @param dropped how many features of the polygon file were left out
    /// @param vertices of all its polygons
    static Map<String, Number> of(long dropped, long vertices, Join join, Scores scores, LowCounts low) {
        Map<String, Number> counts = new LinkedHashMap<>();
        counts.putAll(ofJoin(join));
        counts.put("polygonsLeftOut", dropped);
        counts.put("vertices", vertices);
        counts.putAll(ofScores(scores));
        counts.put("low.features", low.features());
        counts.put("low.polygonsOverlaid", low.overlaid());
        counts.put("low.buckets", (long) low.buckets().size());
        for (int bucket = 0; bucket < low.buckets().size(); bucket++) {
            low.buckets().get(bucket).addTo(counts, "low.bucket." + bucket);
        }
        return counts;
    }

    /// @param features of the low layer
    /// @param overlaid how many features of the map needed overlay arithmetic
    record LowCounts(long features, long overlaid, List<Bucket> buckets) {
        LowCounts {
            buckets = List.copyOf(buckets);
        }
    }

    /// {@return what the join alone tells}
    static Map<String, Number> ofJoin(Join join) {
        Map<String, Number> counts = new LinkedHashMap<>();
        counts.put(ROWS, (long) join.featureOfRow().length);
        counts.put("rowsWithoutPolygon", (long) join.rowsWithoutPolygon().length);
        counts.put("polygons", (long) join.rowOfFeature().length);
        counts.put("polygonsWithoutRow", (long) join.polygonsWithoutRow().length);
        return counts;
    }

    /// {@return what the scores alone tell}
    static Map<String, Number> ofScores(Scores scores) {
        Map<String, Number> counts = new LinkedHashMap<>();
        var present = scores.present();
        counts.put("rowsWithoutScore", (long) scores.rowCount() - present.length);
        if (present.length > 0) {
            counts.put("score.mean", Arrays.stream(present).average().orElseThrow());
            counts.put("score.min", Arrays.stream(present).min().orElseThrow());
            counts.put("score.max", Arrays.stream(present).max().orElseThrow());
        }
        return counts;
    }
}
