package io.github.backsight.spark;

import io.github.backsight.geom.Mercator;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/// Deals the features of a layer to blocks by where they are, each block with all that decides
/// about its own features.
///
/// A feature's own block is that of its first vertex. Around its own features a block needs,
/// first, whatever reaches into a cell that one of these touches, or into a cell beside
/// ([CellGrid] says why that is enough); and second, whatever reaches into a cell that one of the
/// first kind touches: then the borders of those are cut at the right places, too.
/// [io.github.backsight.topology.PartialWeighing] has the reasons.
final class Blocks {
    /// Features are dealt by squares of 4 by 4 cells. A block of a single cell would need the 24
    /// around it as well: where very many features lie in few cells, each block would have them
    /// all, and nothing is gained by having several.
    private static final int SQUARE_BITS = 4;

    private Blocks() {}

    /// Which blocks want the features that reach into a cell.
    private record Wanted(Map<Integer, int[]> blocksOfCell) implements Serializable {
        int[] by(int[] cells) {
            return Arrays.stream(cells)
                    .flatMap(cell -> Arrays.stream(blocksOfCell.getOrDefault(cell, new int[0])))
                    .sorted()
                    .distinct()
                    .toArray();
        }
    }

    /// A feature and what it touches.
    private record Touching(FeatureRecord feature, int[] cells, int block, int[] wantedBy) implements Serializable {}

    /// {@return the features by block, partition `b` with those of block `b`, in their order}
    ///
    /// @param features in any order; those without polygons are left out
    /// @param count how many blocks, at least 1
    static JavaRDD<CoverageBlock> of(JavaRDD<FeatureRecord> features, CellGrid grid, int count) {
        var context = JavaSparkContext.fromSparkContext(features.context());
        var bounds = context.broadcast(bounds(features, grid, count));
        var touching = features.filter(feature -> Shape.vertexCount(feature.shape()) > 0)
                .map(feature -> {
                    var shape = new Shape.Packed(feature.shape());
                    return new Touching(
                            feature,
                            new TouchedCells(grid).of(shape),
                            block(bounds.value(), home(shape, grid)),
                            new int[0]);
                });
        var first = wanted(touching.flatMapToPair(
                feature -> pairs(grid.withThoseBeside(feature.cells()), new int[] {feature.block()})));
        var sharedFirst = context.broadcast(first);
        var near = touching.map(feature -> new Touching(
                feature.feature(),
                feature.cells(),
                feature.block(),
                sharedFirst.value().by(feature.cells())));
        var second =
                context.broadcast(wanted(near.flatMapToPair(feature -> pairs(feature.cells(), feature.wantedBy()))));
        return near.flatMapToPair(feature ->
                        copies(feature, second.value().by(feature.cells())).iterator())
                .partitionBy(new HashPartitioner(count))
                .values()
                .mapPartitionsWithIndex(
                        (number, placed) ->
                                List.of(new CoverageBlock(number, placed)).iterator(),
                        true);
    }

    private static List<Tuple2<Integer, Placed>> copies(Touching feature, int[] blocks) {
        List<Tuple2<Integer, Placed>> copies = new ArrayList<>(blocks.length);
        for (int block : blocks) {
            boolean isOwn = block == feature.block();
            copies.add(new Tuple2<>(
                    block,
                    new Placed(isOwn ? feature.feature() : feature.feature().bare(), isOwn, blocks)));
        }
        return copies;
    }

    private static Iterator<Tuple2<Tuple2<Integer, Integer>, Boolean>> pairs(int[] cells, int[] blocks) {
        return Arrays.stream(cells)
                .boxed()
                .flatMap(cell -> Arrays.stream(blocks).mapToObj(block -> new Tuple2<>(new Tuple2<>(cell, block), true)))
                .iterator();
    }

    private static Wanted wanted(JavaPairRDD<Tuple2<Integer, Integer>, Boolean> pairs) {
        var blocksOfCell = new HashMap<Integer, int[]>();
        pairs.reduceByKey((one, other) -> one)
                .keys()
                .mapToPair(pair -> new Tuple2<>(pair._1(), new int[] {pair._2()}))
                .reduceByKey((some, others) -> IntStream.concat(Arrays.stream(some), Arrays.stream(others))
                        .toArray())
                .collect()
                .forEach(each -> blocksOfCell.put(
                        each._1(), Arrays.stream(each._2()).sorted().toArray()));
        return new Wanted(blocksOfCell);
    }

    /// {@return the first square of each block but the first, ascending}: so that blocks have about
    /// as many vertices each.
    private static int[] bounds(JavaRDD<FeatureRecord> features, CellGrid grid, int count) {
        var weights = new TreeMap<Integer, Long>();
        features.filter(feature -> Shape.vertexCount(feature.shape()) > 0)
                .mapToPair(feature -> {
                    var shape = new Shape.Packed(feature.shape());
                    return new Tuple2<>(home(shape, grid), (long) shape.vertices);
                })
                .reduceByKey(Long::sum)
                .collect()
                .forEach(each -> weights.put(each._1(), each._2()));
        long whole = weights.values().stream().mapToLong(Long::longValue).sum();
        int[] bounds = new int[count - 1];
        Arrays.fill(bounds, Integer.MAX_VALUE);
        long before = 0;
        int next = 0;
        for (var square : weights.entrySet()) {
            while (next < bounds.length && before * count >= whole * (next + 1)) {
                bounds[next++] = square.getKey();
            }
            before += square.getValue();
        }
        return bounds;
    }

    private static int block(int[] bounds, int square) {
        int at = Arrays.binarySearch(bounds, square);
        int block = at >= 0 ? at + 1 : -at - 1;
        while (block < bounds.length && bounds[block] <= square) {
            block++;
        }
        return block;
    }

    /// {@return the square of a feature's first vertex}
    private static int home(Shape.Packed shape, CellGrid grid) {
        return grid.cell(Mercator.x(shape.longitude(0)), Mercator.y(shape.latitude(0))) >>> SQUARE_BITS;
    }
}
