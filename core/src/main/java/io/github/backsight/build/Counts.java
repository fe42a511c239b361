package io.github.backsight.build;

import io.github.backsight.table.Table;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// The numbers by which people compare two builds.
final class Counts {
    private Counts() {}

    static Map<String, Number> of(Groundwork groundwork, Table table, Join join, Scores scores, LowLayer low) {
        var polygons = groundwork.polygons();
        Map<String, Number> counts = new LinkedHashMap<>();
        counts.put("rows", (long) table.rowCount());
        counts.put("rowsWithoutPolygon", (long) join.rowsWithoutPolygon().length);
        counts.put("polygons", (long) polygons.featureCount());
        counts.put("polygonsWithoutRow", (long) join.polygonsWithoutRow().length);
        counts.put("polygonsLeftOut", groundwork.dropped());
        counts.put("vertices", (long) polygons.vertexCount());
        var present = scores.present();
        counts.put("rowsWithoutScore", (long) table.rowCount() - present.length);
        if (present.length > 0) {
            counts.put("score.mean", Arrays.stream(present).average().orElseThrow());
            counts.put("score.min", Arrays.stream(present).min().orElseThrow());
            counts.put("score.max", Arrays.stream(present).max().orElseThrow());
        }
        counts.put("low.features", (long) low.layer().rowCount());
        counts.put("low.polygonsOverlaid", (long) low.overlaid());
        counts.put("low.buckets", (long) low.buckets().size());
        for (int bucket = 0; bucket < low.buckets().size(); bucket++) {
            low.buckets().get(bucket).addTo(counts, "low.bucket." + bucket);
        }
        return counts;
    }
}
