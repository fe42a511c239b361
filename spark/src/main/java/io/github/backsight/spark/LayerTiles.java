package io.github.backsight.spark;

import io.github.backsight.tile.CutSettings;
import io.github.backsight.tile.Cutting;
import io.github.backsight.tile.TileCutter;
import io.github.backsight.topology.Weights;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/// Cuts the blocks of a layer into tiles, and makes the tiles.
final class LayerTiles {
    private LayerTiles() {}

    /// {@return what each block's own features have in tiles, and how many of them are drawn
    /// smallest: see [#isPiece]}
    static JavaRDD<Piece> cut(JavaRDD<CoverageBlock> blocks, Rounds.Weighed weighed, int lowestZoom, int highestZoom) {
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
            return pieces(features, cuttings);
        });
    }

    /// {@return whether this is one; else [Piece#order] says how many features a block has drawn
    /// smallest}
    static boolean isPiece(Piece piece) {
        return piece.tile() >= 0;
    }

    private static Iterator<Piece> pieces(CoverageBlock features, List<Cutting> cuttings) {
        long smallest = cuttings.stream()
                .mapToLong(cutting -> cutting.drawnSmallest().size())
                .sum();
        var count = new Piece(-1, smallest, FeatureRecord.NO_ATTRIBUTES, new byte[0]);
        var pieces = cuttings.stream().flatMap(cutting -> pieces(features, cutting).stream());
        return java.util.stream.Stream.concat(java.util.stream.Stream.of(count), pieces)
                .iterator();
    }

    private static List<Piece> pieces(CoverageBlock features, Cutting cutting) {
        var pieces = new ArrayList<Piece>();
        for (int tile = 0; tile < cutting.tileCount(); tile++) {
            long number = cutting.tile(tile).hilbert();
            for (int piece = cutting.pieceStart(tile); piece < cutting.pieceStart(tile + 1); piece++) {
                var feature = features.feature(cutting.feature(piece));
                if (feature.isDrawn()) {
                    pieces.add(new Piece(number, feature.order(), feature.attributes(), cutting.geometry(piece)));
                }
            }
        }
        return pieces;
    }

    /// {@return the tiles, partition by partition in ascending order, and besides how many
    /// features are drawn smallest: see [MadeRecord#isTile]}
    ///
    /// @param pieces read twice; those that are none are passed over
    /// @param fieldKinds of the layer's attributes
    /// @param withPlain whether tiles are wanted uncompressed, too
    static JavaRDD<MadeRecord> make(
            JavaRDD<Piece> pieces, String layer, Map<String, String> fieldKinds, boolean withPlain, int partitions) {
        var real = pieces.filter(LayerTiles::isPiece);
        var kinds = new java.util.LinkedHashMap<>(fieldKinds);
        var smallest = pieces.filter(piece -> !isPiece(piece)).map(piece -> MadeRecord.ofSmallest(piece.order()));
        var runs = EvenRuns.of(
                real.mapToPair(piece ->
                        new Tuple2<>(piece.tile(), (long) piece.geometry().length + piece.attributes().length)),
                partitions);
        return smallest.union(real.mapToPair(piece -> new Tuple2<>(new Place(piece.tile(), piece.order()), piece))
                .repartitionAndSortWithinPartitions(runs)
                .values()
                .mapPartitions(sorted -> new TileMaking(layer, kinds, withPlain, sorted)));
    }
}
