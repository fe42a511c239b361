package io.github.backsight.spark;

import io.github.backsight.cli.Estimate;
import io.github.backsight.config.MapSettings;
import io.github.backsight.config.MapSettings.Output;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;

/// What a build takes, by a sample of its polygons and the figures of others ([CostFigures]).
///
/// @param blocks how many each layer has, if that is set
/// @param verticesABlock where it is not
/// @param cores of the cluster
/// @param coresAnExecutor of these
/// @param price of a core and hour
record CostEstimate(
        MapSettings map,
        OptionalInt blocks,
        long verticesABlock,
        int cores,
        int coresAnExecutor,
        Optional<Double> price) {
    private static final double SECONDS_AN_HOUR = 3600;

    /// @param samples of each file of the polygons
    Estimate of(List<PolygonSample> samples) {
        long features = Math.round(sum(samples, PolygonSample::features));
        long vertices = Math.round(sum(samples, PolygonSample::vertices));
        double zooms =
                (double) (1 + map.high().zoom().most() - map.high().zoom().least()) / CostFigures.ZOOMS;
        double tileBytes =
                (features * CostFigures.TILE_BYTES_A_FEATURE + vertices * CostFigures.TILE_BYTES_A_VERTEX) * zooms;
        double work = vertices * CostFigures.CORE_SECONDS_A_VERTEX * zooms;
        // Each by a task of its own.
        double unpacking = samples.stream()
                .filter(PolygonSample::packed)
                .mapToDouble(sample -> sample.whole() / CostFigures.UNPACKED_BYTES_A_SECOND)
                .max()
                .orElse(0);
        double seconds = CostFigures.FIXED_SECONDS
                + work / cores * CostFigures.CLOCK_OVER_WORK
                + unpacking
                + (tileBytes + fileBytes(features, vertices)) / CostFigures.WRITTEN_BYTES_A_SECOND;
        return new Estimate(
                Math.round(sum(samples, PolygonSample::bytes)),
                Math.round(sum(samples, PolygonSample::whole)),
                features,
                vertices,
                Math.round(vertices * CostFigures.SHUFFLE_BYTES_A_VERTEX + sortedBytes(vertices)),
                MappedArea.tiles(
                        sum(samples, PolygonSample::area),
                        List.of(map.high().zoom(), map.low().zoom())),
                Math.round(tileBytes),
                CostFigures.FIXED_CORE_SECONDS + work,
                cores,
                seconds,
                Math.round(executorBytes(vertices)),
                Math.round(CostFigures.DRIVER_BYTES + features * CostFigures.DRIVER_BYTES_A_FEATURE),
                price,
                price.map(each -> cores * seconds / SECONDS_AN_HOUR * each));
    }

    private boolean isAskedFor(Output output) {
        return map.outputs().contains(output);
    }

    /// {@return of the files besides tiles, which the driver writes}
    private double fileBytes(long features, long vertices) {
        double geojson = features * CostFigures.GEOJSON_BYTES_A_FEATURE + vertices * CostFigures.GEOJSON_BYTES_A_VERTEX;
        double shapefile = vertices * CostFigures.SHAPEFILE_BYTES_A_VERTEX;
        return (isAskedFor(Output.GEOJSON) ? geojson : 0) + (isAskedFor(Output.SHAPEFILE) ? shapefile : 0);
    }

    /// {@return of polygons that are sorted for those files}
    private double sortedBytes(long vertices) {
        return isAskedFor(Output.GEOJSON) || isAskedFor(Output.SHAPEFILE)
                ? vertices * CostFigures.SORTED_BYTES_A_VERTEX
                : 0;
    }

    private static double sum(List<PolygonSample> samples, ToDoubleFunction<PolygonSample> figure) {
        return samples.stream().mapToDouble(figure).sum();
    }

    private double executorBytes(long vertices) {
        double inABlock = (double) vertices / blockCount(vertices);
        double atOnce = Math.max(
                coresAnExecutor * inABlock * CostFigures.BLOCK_BYTES_A_VERTEX,
                (double) vertices / map.low().buckets() * CostFigures.GROUP_BYTES_A_VERTEX);
        return CostFigures.EXECUTOR_BYTES + atOnce;
    }

    private long blockCount(long vertices) {
        return blocks.orElse((int) Math.max(cores, Math.ceilDiv(vertices, verticesABlock)));
    }
}
