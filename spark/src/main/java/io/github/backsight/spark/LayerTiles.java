package io.github.backsight.spark;

import io.github.backsight.tile.CutSettings;
import io.github.backsight.tile.Cutting;
import io.github.backsight.tile.TileCutter;
import io.github.backsight.topology.Weights;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/// Cuts the blocks of a layer into tiles, and makes the tiles.
final class LayerTiles {
    private LayerTiles() {}

    /// {@return what each block's own features have in tiles, and how many of them are drawn
    /// smallest: see [#isPart]}
    static JavaRDD<TilePart> cut(
            JavaRDD<CoverageBlock> blocks, Rounds.Weighed weighed, int lowestZoom, int highestZoom) {
        float[] tolerance = weighed.tolerance();
        return blocks.zipPartitions(weighed.round(), (block, round) -> {
            var features = block.next();
            var borders = features.borders();
            var cuttings = TileCutter.cutPart(
                    borders.coverage(),
                    borders.vertices(),
                    Weights.ofRounds(round.next(), tolerance),
                    CutSettings.of(lowestZoom, highestZoom, 1),
                    features::isOwn);
            return parts(features, cuttings);
        });
    }

    /// {@return whether this is one; else [TilePart#count] says how many features a block has drawn
    /// smallest}
    static boolean isPart(TilePart part) {
        return part.tile() >= 0;
    }

    private static Iterator<TilePart> parts(CoverageBlock features, List<Cutting> cuttings) {
        int smallest = cuttings.stream()
                .mapToInt(cutting -> cutting.drawnSmallest().size())
                .sum();
        var count = new TilePart(-1, smallest, new byte[0]);
        var parts = new BlockParts(features, cuttings);
        return new Iterator<>() {
            private boolean counted;

            @Override
            public boolean hasNext() {
                return !counted || parts.hasNext();
            }

            @Override
            public TilePart next() {
                boolean first = !counted;
                counted = true;
                return first ? count : parts.next();
            }
        };
    }

    /// {@return the tiles, partition by partition in ascending order, and besides how many
    /// features are drawn smallest: see [MadeRecord#isTile]}
    ///
    /// @param parts read twice; those that are none are passed over
    /// @param fieldKinds of the layer's attributes
    /// @param withPlain whether tiles are wanted uncompressed, too
    static JavaRDD<MadeRecord> make(
            JavaRDD<TilePart> parts, String layer, Map<String, String> fieldKinds, boolean withPlain, int partitions) {
        var real = parts.filter(LayerTiles::isPart);
        var kinds = new java.util.LinkedHashMap<>(fieldKinds);
        var smallest = parts.filter(part -> !isPart(part)).map(part -> MadeRecord.ofSmallest(part.count()));
        var runs =
                EvenRuns.of(real.mapToPair(part -> new Tuple2<>(part.tile(), (long) part.pieces().length)), partitions);
        return smallest.union(real.mapToPair(part -> new Tuple2<>(new Place(part.tile(), part.firstOrder()), part))
                .repartitionAndSortWithinPartitions(runs)
                .values()
                .mapPartitions(sorted -> new TileMaking(layer, kinds, withPlain, sorted)));
    }
}
