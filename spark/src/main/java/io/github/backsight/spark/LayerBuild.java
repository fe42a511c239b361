package io.github.backsight.spark;

import io.github.backsight.archive.ArchiveMetadata;
import io.github.backsight.build.Combine;
import io.github.backsight.build.CombinedFiles;
import io.github.backsight.build.LowGroups;
import io.github.backsight.build.Outputs;
import io.github.backsight.build.Tileify;
import io.github.backsight.config.MapSettings.Output;
import io.github.backsight.progress.Progress;
import io.github.backsight.shape.Layer;
import io.github.backsight.shape.Polygons;
import io.github.backsight.store.SpreadBody;
import io.github.backsight.table.Table;
import io.github.backsight.tile.CutSettings;
import io.github.backsight.tile.TileAttributes;
import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;

/// The two layers of a build: the high one of the features, then the low one of what they are
/// dissolved into. Files first: what they refuse is told before tiles are made.
///
/// Four results are kept for another attempt: the tiles of each layer, the faults of borders, the
/// dissolved groups. What is there already is not made again, nor what only it would have needed.
///
/// @param archives where archives are made known whose tiles stay with the executors until they
/// are stored
/// @param blockCount of each layer
/// @param runCount in how many runs the rows of a layer come to the driver, at the most
record LayerBuild(
        RowJoin join,
        Tileify tileify,
        CombinedFiles files,
        KeptResults kept,
        Archives archives,
        int blockCount,
        int runCount,
        Refusal refusal,
        Steps steps,
        Metrics metrics) {

    /// Archives whose tiles stay with the executors.
    ///
    /// @param store where they are to go
    /// @param byName is added to
    record Archives(StoreText store, Map<String, SpreadBody> byName) {}

    /// @param combine the rows of the map, joined with the outlines of its polygons
    Outputs run(Combine combine, CoverageReading reading) throws IOException {
        var groups = combine.lowGroups();
        var high = combine.high();
        var rows = TableRows.of(high, groups);
        var joined = new Later<>(() -> packed(join.of(reading.features(), rows)));
        var highFiles = highFiles(high, joined);
        var blocks = new Later<>(
                () -> blocks(joined.value(), tileify.zooms(Tileify.HIGH).least()));
        var highMade = layer(
                Tileify.HIGH,
                blocks,
                tileify.metadata(Tileify.HIGH, high, rows.attributes().fieldKinds()));
        var faults = steps.during(
                "checking borders on Spark",
                () -> BorderFault.sorted(kept.of("faults", () -> blocks.value().flatMap(BorderFault::of))));
        var attributes = attributes(groups);
        var low = dissolved(blocks, groups, attributes, faults);
        blocks.forget();
        var lowFiles = lowFiles(groups, low);
        var lowBlocks = new Later<>(
                () -> blocks(packed(low.features()), tileify.zooms(Tileify.LOW).least()));
        var lowMade = layer(Tileify.LOW, lowBlocks, metadata(low.features(), attributes));
        return combine.counted(reading.vertices(), low.pieces(), BorderFault.identified(faults))
                .and(lowMade)
                .and(highMade)
                .and(highFiles)
                .and(lowFiles);
    }

    /// What is made when somebody needs it, once. For one thread.
    private static final class Later<T> {
        private final Supplier<JavaRDD<T>> maker;
        private @Nullable JavaRDD<T> made;

        Later(Supplier<JavaRDD<T>> maker) {
            this.maker = maker;
        }

        JavaRDD<T> value() {
            if (made == null) {
                made = maker.get();
            }
            return made;
        }

        /// Nobody will need them again, but to make anew what is lost.
        void forget() {
            if (made != null) {
                made.unpersist(false);
            }
        }
    }

    private boolean areAskedFor(Output... some) {
        return Arrays.stream(some).anyMatch(tileify.map().outputs()::contains);
    }

    private Outputs highFiles(Layer high, Later<FeatureList> joined) throws IOException {
        if (!areAskedFor(Output.GEOJSON, Output.SHAPEFILE)) {
            return Outputs.NONE;
        }
        return steps.during("writing high files from Spark", () -> {
            var shapes = joined.value()
                    .flatMap(List::iterator)
                    .filter(feature -> feature.row() != FeatureRecord.NONE)
                    .map(feature -> new RowShapes.RowShape(feature.row(), feature.shape()));
            return files.high(high, RowShapes.of(shapes, high.rowCount(), runCount), Progress.SILENT);
        });
    }

    private Outputs lowFiles(LowGroups groups, GroupDissolve low) throws IOException {
        if (!areAskedFor(Output.GEOJSON)) {
            return Outputs.NONE;
        }
        return steps.during("writing low files from Spark", () -> {
            int[] firstRow = new int[groups.count() + 1];
            for (int group = 0; group < groups.count(); group++) {
                firstRow[group + 1] = firstRow[group]
                        + groups.featureCount(group, low.pieces().get(group));
            }
            int[] noFeatures = new int[firstRow[groups.count()]];
            Arrays.fill(noFeatures, Layer.NONE);
            var layer = new Layer(groups.rows(low.pieces()), Map.of(), withoutPolygons(List.of()), noFeatures);
            return files.low(layer, RowShapes.of(low.shapes(firstRow), layer.rowCount(), runCount), Progress.SILENT);
        });
    }

    private static JavaRDD<FeatureList> packed(JavaRDD<FeatureRecord> features) {
        return features.mapPartitions(FeatureList::packed).persist(StorageLevel.MEMORY_AND_DISK());
    }

    private JavaRDD<CoverageBlock> blocks(JavaRDD<FeatureList> packed, int lowestZoom) {
        return steps.during("finding neighbours on Spark", () -> {
            var blocks = Blocks.of(packed.flatMap(List::iterator), CellGrid.forZoomsFrom(lowestZoom), blockCount)
                    .persist(StorageLevel.MEMORY_AND_DISK());
            blocks.foreach(CoverageBlock::borders);
            packed.unpersist(false);
            metrics.add(Metrics.Counter.BLOCKS, blockCount);
            return blocks;
        });
    }

    private GroupDissolve dissolved(
            Later<CoverageBlock> blocks, LowGroups groups, TileAttributes attributes, List<BorderFault> faults)
            throws IOException {
        return steps.during("dissolving buckets on Spark", () -> {
            var rows = IntStream.range(0, groups.count())
                    .mapToObj(attributes::ofRow)
                    .toList();
            var made = kept.of(
                    "groups", () -> GroupDissolve.made(blocks.value(), groups::isBucket, rows, faults, blockCount));
            return GroupDissolve.of(made, groups.count());
        });
    }

    private Outputs layer(String name, Later<CoverageBlock> blocks, ArchiveMetadata metadata) throws IOException {
        if (!tileify.isAskedFor()) {
            return Outputs.NONE;
        }
        var tiles = kept.of(name + "-tiles", () -> tiles(name, blocks.value(), metadata));
        return steps.during("writing " + name + " tiles from Spark", () -> {
            // Made by all executors at once, before they are asked for one partition after the other.
            var totals = tiles.map(Totals::of).fold(Totals.NOTHING, Totals::and);
            refusal.checkMbtiles(name, totals.bytes);
            return tileify.write(
                    name,
                    metadata,
                    totals.smallest,
                    new ExecutorTiles(TilePartitions.of(tiles), archives.store(), archives.byName(), metrics));
        });
    }

    /// @param smallest how many features are drawn smallest
    /// @param bytes of the tiles, compressed
    private record Totals(long smallest, long bytes) implements Serializable {
        static final Totals NOTHING = new Totals(0, 0);

        static Totals of(MadeRecord made) {
            return MadeRecord.isTile(made) ? new Totals(0, made.gzipped().length) : new Totals(made.smallest(), 0);
        }

        Totals and(Totals other) {
            return new Totals(smallest + other.smallest, bytes + other.bytes);
        }
    }

    private JavaRDD<MadeRecord> tiles(String name, JavaRDD<CoverageBlock> blocks, ArchiveMetadata metadata) {
        var zooms = tileify.zooms(name);
        var settings = CutSettings.of(zooms.least(), zooms.most(), 1);
        var weighed = steps.during(
                "simplifying " + name + " borders on Spark", () -> Rounds.run(blocks, settings.mercatorTolerances()));
        metrics.add(Metrics.Counter.ROUNDS, weighed.tolerance().length);
        return steps.during("cutting " + name + " tiles on Spark", () -> {
            // Gone over a few times and never again: no reason to keep them in memory.
            var parts =
                    LayerTiles.cut(blocks, weighed, zooms.least(), zooms.most()).persist(StorageLevel.DISK_ONLY());
            boolean withPlain = tileify.map().outputs().contains(Output.TREE);
            return LayerTiles.make(parts, metadata.layer(), metadata.fields(), withPlain, blockCount);
        });
    }

    private static TileAttributes attributes(LowGroups groups) {
        var table = groups.attributes();
        var everyGroup = IntStream.range(0, groups.count()).toArray();
        return Tileify.attributes(new Layer(table, Map.of(), withoutPolygons(table.ids()), everyGroup));
    }

    private static Polygons withoutPolygons(List<String> ids) {
        return new Polygons(
                ids, new int[ids.size() + 1], new int[1], new int[1], new int[0], new int[0], Optional.empty());
    }

    private ArchiveMetadata metadata(JavaRDD<FeatureRecord> low, TileAttributes tiles) {
        var table = new Table(List.of(), List.of("0"));
        return tileify.metadata(
                Tileify.LOW, new Layer(table, Map.of(), Box.of(low).polygons(), new int[] {0}), tiles.fieldKinds());
    }
}
