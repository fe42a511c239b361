package io.github.backsight.spark;

import io.github.backsight.parquet.RowGroup;
import io.github.backsight.shape.FeatureBlocks;
import io.github.backsight.shape.GeoParquetRows;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/// Some row groups of a GeoParquet file, spread evenly over all of it. They stand for all rows,
/// whose number the file tells. For one thread.
final class RowGroupSample {
    private long seen;
    private long features;
    private long vertices;
    private double area;

    private RowGroupSample() {}

    /// Reads whole groups, at least one.
    ///
    /// @param fileBytes of the whole file
    /// @param mostBytes read no more than that where the groups are small enough
    static PolygonSample of(GeoParquetRows rows, long fileBytes, long mostBytes) throws IOException {
        var sample = new RowGroupSample();
        var all = rows.groups();
        var chosen = spread(all, mostBytes);
        for (var group : chosen) {
            rows.read(group, sample::take);
        }
        double times = (double) all.stream().mapToLong(RowGroup::rows).sum() / Math.max(1, sample.seen);
        boolean whole = chosen.size() == all.size();
        return new PolygonSample(
                fileBytes,
                false,
                whole ? fileBytes : bytes(chosen),
                sample.features * times,
                sample.vertices * times,
                sample.area * times);
    }

    private static List<RowGroup> spread(List<RowGroup> all, long mostBytes) {
        long count = all.isEmpty() ? 0 : Math.clamp(all.size() * mostBytes / Math.max(1, bytes(all)), 1, all.size());
        return IntStream.range(0, (int) count)
                .mapToObj(place -> all.get((int) (all.size() * (2L * place + 1) / (2 * count))))
                .toList();
    }

    private static long bytes(List<RowGroup> groups) {
        return groups.stream().mapToLong(group -> group.end() - group.begin()).sum();
    }

    private void take(FeatureBlocks.Parsed parsed) {
        var polygons = parsed.polygons();
        seen += parsed.features();
        features += parsed.features() - parsed.dropped();
        vertices += polygons.vertexStart(polygons.ringStart(polygons.polygonStart(polygons.featureCount())));
        area += MappedArea.of(polygons);
    }
}
