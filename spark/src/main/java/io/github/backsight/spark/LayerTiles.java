package io.github.backsight.spark;

import io.github.backsight.tile.CutSettings;
import io.github.backsight.tile.Cutting;
import io.github.backsight.tile.TileCutter;
import io.github.backsight.topology.Weights;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/// Cuts the blocks of a layer into tiles, and makes the tiles.
final class LayerTiles {
    /// Tiles are dealt to partitions by groups of this many bits' worth, at the most.
    private static final int MOST_GROUP_BITS = 16;

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

    /// Parts in the order of tiles, in each tile in the order of their first features.
    private record Place(long tile, long order) implements Serializable, Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int byTile = Long.compare(tile, other.tile);
            return byTile != 0 ? byTile : Long.compare(order, other.order);
        }
    }

    /// Whole tiles to partitions, in their order, so that partitions have about as many bytes each.
    private static final class ByTile extends Partitioner {
        private static final long serialVersionUID = 1;

        private final long[] firstTiles;

        ByTile(long[] firstTiles) {
            this.firstTiles = firstTiles;
        }

        @Override
        public int numPartitions() {
            return firstTiles.length + 1;
        }

        @Override
        public int getPartition(Object key) {
            int at = Arrays.binarySearch(firstTiles, ((Place) key).tile);
            return at >= 0 ? at + 1 : -at - 1;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof ByTile byTile && Arrays.equals(firstTiles, byTile.firstTiles);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(firstTiles);
        }
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
        return smallest.union(real.mapToPair(part -> new Tuple2<>(new Place(part.tile(), part.firstOrder()), part))
                .repartitionAndSortWithinPartitions(new ByTile(firstTiles(real, partitions)))
                .values()
                .mapPartitions(sorted -> new TileMaking(layer, kinds, withPlain, sorted)));
    }

    private static long[] firstTiles(JavaRDD<TilePart> parts, int partitions) {
        long last = parts.map(TilePart::tile).fold(0L, Math::max);
        int shift = Math.max(0, 64 - Long.numberOfLeadingZeros(last) - MOST_GROUP_BITS);
        var bytes = new TreeMap<Long, Long>();
        parts.mapToPair(part -> new Tuple2<>(part.tile() >> shift, (long) part.pieces().length))
                .reduceByKey(Long::sum)
                .collect()
                .forEach(each -> bytes.put(each._1(), each._2()));
        long whole = bytes.values().stream().mapToLong(Long::longValue).sum();
        var first = new ArrayList<Long>();
        long before = 0;
        for (var group : bytes.entrySet()) {
            if (first.size() < partitions - 1 && before * partitions >= whole * (first.size() + 1)) {
                first.add(group.getKey() << shift);
            }
            before += group.getValue();
        }
        return first.stream().mapToLong(Long::longValue).toArray();
    }
}
