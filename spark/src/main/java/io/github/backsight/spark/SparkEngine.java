package io.github.backsight.spark;

import io.github.backsight.archive.ArchiveMetadata;
import io.github.backsight.build.Combine;
import io.github.backsight.build.Groundwork;
import io.github.backsight.build.LowGroups;
import io.github.backsight.build.Outputs;
import io.github.backsight.build.Places;
import io.github.backsight.build.Rows;
import io.github.backsight.build.Tileify;
import io.github.backsight.check.PolygonRules;
import io.github.backsight.cli.Engine;
import io.github.backsight.config.MapSettings.Output;
import io.github.backsight.finding.Findings;
import io.github.backsight.input.InputCache;
import io.github.backsight.progress.Progress;
import io.github.backsight.shape.Layer;
import io.github.backsight.shape.Polygons;
import io.github.backsight.tile.CutSettings;
import io.github.backsight.tile.TileLayer;
import io.github.backsight.topology.Coverage;
import io.github.backsight.topology.CoverageFaults;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/// Makes the files of a release on the executors of an Apache Spark cluster.
///
/// The driver reads the tables and keeps, of the polygons, ids and boxes; it writes the archives
/// from the tiles that executors have made. All else is done by tasks.
public final class SparkEngine implements Engine {
    private static final Set<Output> POSSIBLE = EnumSet.of(Output.PMTILES, Output.MBTILES, Output.TREE, Output.VIEWER);

    /// A block of so many vertices needs about 200 MB.
    private static final long VERTICES_A_BLOCK = 1_000_000;

    /// How many blocks each layer has; unless set, as many as the cluster has cores, or more
    /// where they would be large.
    static final String BLOCKS = "spark.backsight.blocks";

    private final SparkSession session;
    private final OptionalInt blocks;

    /// An engine with as many blocks as `spark.backsight.blocks` says, or as seem right.
    public SparkEngine(SparkSession session) {
        this(
                session,
                session.sparkContext().getConf().getOption(BLOCKS).isEmpty()
                        ? OptionalInt.empty()
                        : OptionalInt.of(session.sparkContext().getConf().getInt(BLOCKS, 1)));
    }

    SparkEngine(SparkSession session, int blocks) {
        this(session, OptionalInt.of(blocks));
    }

    private SparkEngine(SparkSession session, OptionalInt blocks) {
        this.session = session;
        this.blocks = blocks;
    }

    @Override
    public Outputs make(Work work, Progress progress) throws IOException {
        new Refusal(work.configuration()).check(POSSIBLE);
        var build = new OneBuild(work, progress);
        try {
            return build.run();
        } finally {
            build.context.getPersistentRDDs().values().forEach(each -> each.unpersist(false));
        }
    }

    /// The steps of one build.
    private final class OneBuild {
        private final Work work;
        private final Progress progress;
        private final JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
        private final Tileify tileify;

        OneBuild(Work work, Progress progress) {
            this.work = work;
            this.progress = progress;
            this.tileify = new Tileify(
                    work.configuration().map(),
                    work.folder(),
                    new Places(work.configuration().stem()),
                    work.address(),
                    work.formats(),
                    1);
        }

        Outputs run() throws IOException {
            var rows = rows();
            var coverage = work.configuration().coverage();
            var access = StoreAccess.of(work.configuration(), work.pin(coverage.name()));
            FeatureReading reading;
            try (var step = progress.start("reading polygons on Spark", 1, Progress.Unit.ITEMS)) {
                reading = FeatureReading.of(context, access, context.defaultParallelism());
                step.advance(1);
            }
            var combine = combine(rows, reading);
            int blockCount = blockCount(reading.vertices());
            var groups = combine.lowGroups();
            var high = combine.high();
            var highTiles = tileify.tileLayer(high);
            var joined = new RowJoin(session)
                    .of(reading.features(), rows(high, highTiles, groups))
                    .persist(StorageLevel.MEMORY_AND_DISK());
            var highZooms = tileify.zooms(Tileify.HIGH);
            var blocks = blocks(joined, highZooms.least(), blockCount);
            var made = layer(Tileify.HIGH, blocks, tileify.metadata(Tileify.HIGH, high, highTiles));
            var faults = BorderFault.all(blocks);
            var attributes = attributes(groups);
            LowDissolve dissolved;
            try (var step = progress.start("dissolving buckets on Spark", 1, Progress.Unit.ITEMS)) {
                dissolved = LowDissolve.of(
                        blocks,
                        groups,
                        attributes.rows,
                        faults.stream().anyMatch(BorderFault::mixesGroups),
                        context.defaultParallelism() * 2);
                step.advance(1);
            }
            var lowZooms = tileify.zooms(Tileify.LOW);
            var lowBlocks = blocks(dissolved.features(), lowZooms.least(), blockCount);
            var low = layer(Tileify.LOW, lowBlocks, metadata(dissolved.features(), attributes.layer));
            return combine.counted(reading.vertices(), dissolved.pieces(), BorderFault.identified(faults))
                    .and(low)
                    .and(made)
                    .and(combine.files(work.configuration(), work.folder()));
        }

        private Rows rows() throws IOException {
            var folder = InputCache.folderBeside(work.configuration().file());
            try (var cache = new InputCache(work.store(), folder, InputCache.MOST_BYTES, Clock.systemUTC())) {
                return Rows.read(work.configuration(), input -> cache.fetch(work.pin(input), progress), progress);
            }
        }

        private Combine combine(Rows rows, FeatureReading reading) throws IOException {
            var settings = work.configuration().coverage();
            var seen = new Findings(settings.key().value());
            reading.findings().forEach(seen::add);
            PolygonRules.see(work.configuration().checks().rules(settings.name()), reading.outlines(), seen);
            var groundwork = new Groundwork(
                    reading.outlines(),
                    reading.dropped(),
                    seen.list(),
                    Coverage.of(none()),
                    new CoverageFaults(List.of()));
            return Combine.join(work.configuration(), rows, groundwork);
        }

        private static Polygons none() {
            return new Polygons(
                    List.of(), new int[1], new int[1], new int[1], new int[0], new int[0], Optional.empty());
        }

        private int blockCount(long vertices) {
            int usual = (int) Math.max(context.defaultParallelism(), Math.ceilDiv(vertices, VERTICES_A_BLOCK));
            return blocks.orElse(usual);
        }

        private static List<RowJoin.TableRow> rows(Layer high, TileLayer tiles, LowGroups groups) {
            var rows = new ArrayList<RowJoin.TableRow>();
            for (int row = 0; row < high.rowCount(); row++) {
                int feature = high.feature(row);
                if (feature != Layer.NONE) {
                    rows.add(new RowJoin.TableRow(
                            high.polygons().id(feature), tiles.attributes(feature), groups.ofFeature(feature)));
                }
            }
            return rows;
        }

        private JavaRDD<CoverageBlock> blocks(JavaRDD<FeatureRecord> features, int lowestZoom, int count) {
            try (var step = progress.start("finding neighbours on Spark", 1, Progress.Unit.ITEMS)) {
                var blocks = Blocks.of(features, CellGrid.forZoomsFrom(lowestZoom), count)
                        .persist(StorageLevel.MEMORY_AND_DISK());
                blocks.foreach(block -> block.borders());
                step.advance(1);
                return blocks;
            }
        }

        private Outputs layer(String name, JavaRDD<CoverageBlock> blocks, ArchiveMetadata metadata) throws IOException {
            var zooms = tileify.zooms(name);
            var settings = CutSettings.of(zooms.least(), zooms.most(), 1);
            Rounds.Weighed weighed;
            try (var step = progress.start("simplifying " + name + " borders on Spark", 1, Progress.Unit.ITEMS)) {
                weighed = Rounds.run(blocks, settings.mercatorTolerances());
                step.advance(1);
            }
            try (var step = progress.start("making " + name + " tiles on Spark", 1, Progress.Unit.ITEMS)) {
                var pieces = LayerTiles.cut(blocks, weighed, zooms.least(), zooms.most())
                        .persist(StorageLevel.MEMORY_AND_DISK());
                long smallest = pieces.filter(piece -> !LayerTiles.isPiece(piece))
                        .map(Piece::order)
                        .fold(0L, Long::sum);
                boolean withPlain = work.configuration().map().outputs().contains(Output.TREE);
                var tiles = LayerTiles.make(
                                pieces, metadata.layer(), metadata.fields(), withPlain, blocks.getNumPartitions())
                        .persist(StorageLevel.MEMORY_AND_DISK());
                tiles.count();
                pieces.unpersist(false);
                var made = tileify.write(name, metadata, smallest, new MadeTiles(tiles.toLocalIterator()));
                step.advance(1);
                return made;
            }
        }

        private record Attributes(TileLayer layer, List<byte[]> rows) {}

        private Attributes attributes(LowGroups groups) {
            var table = groups.attributes();
            var empty = new int[groups.count() + 1];
            var polygons =
                    new Polygons(table.ids(), empty, new int[1], new int[1], new int[0], new int[0], Optional.empty());
            var everyGroup = IntStream.range(0, groups.count()).toArray();
            var layer = tileify.tileLayer(new Layer(table, Map.of(), polygons, everyGroup));
            return new Attributes(
                    layer,
                    IntStream.range(0, groups.count())
                            .mapToObj(layer::attributes)
                            .toList());
        }

        private ArchiveMetadata metadata(JavaRDD<FeatureRecord> low, TileLayer tiles) {
            var box = Box.of(low);
            var table = new io.github.backsight.table.Table(List.of(), List.of("0"));
            return tileify.metadata(Tileify.LOW, new Layer(table, Map.of(), box.polygons(), new int[] {0}), tiles);
        }
    }
}
