package io.github.backsight.spark;

import io.github.backsight.build.Combine;
import io.github.backsight.build.CombinedFiles;
import io.github.backsight.build.Outputs;
import io.github.backsight.build.Places;
import io.github.backsight.build.Rows;
import io.github.backsight.build.Tileify;
import io.github.backsight.cli.Engine;
import io.github.backsight.cli.Estimate;
import io.github.backsight.config.Configuration;
import io.github.backsight.input.InputCache;
import io.github.backsight.progress.Progress;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.Pin;
import io.github.backsight.store.SpreadBody;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/// Makes the files of a release on the executors of an Apache Spark cluster.
///
/// The driver reads the tables and keeps, of the polygons, ids and boxes; it lays out
/// PMTiles, which tasks send into a bucket, and writes the other files, from tiles and sorted
/// polygons that executors have made. All else is done by tasks. One build at a time.
public final class SparkEngine implements Engine {
    /// How many blocks each layer has; unless set, as many as the cluster has cores, or more
    /// where they would be large.
    static final String BLOCKS = "spark.backsight.blocks";

    /// Where results are kept for another attempt, in a file system that the whole cluster has.
    static final String WORK = "spark.backsight.work";

    /// What a core costs an hour, in whatever money; unset: no sums of money are told.
    static final String PRICE = "spark.backsight.price";

    /// How many bytes the tiles of a layer may have to be written into one MBTiles file.
    static final String MBTILES = "spark.backsight.mbtiles";

    private static final String MOST_MBTILES = "10g";

    private static final long VERTICES_A_BLOCK = 1_000_000;

    /// As long as Hadoop's splits of local files.
    private static final long RANGE_BYTES = 32 << 20;

    private final JavaSparkContext context;
    private final Metrics metrics;
    private final RowJoin join;
    private final OptionalInt blocks;
    private final Optional<String> keptIn;
    private final long rangeBytes;

    /// An engine as the settings `spark.backsight.…` of the session say.
    public SparkEngine(SparkSession session) {
        this(session, blocks(session), setting(session, WORK), RANGE_BYTES);
    }

    /// @param rangeBytes how long ranges of plain GeoJSON are
    SparkEngine(SparkSession session, OptionalInt blocks, Optional<String> keptIn, long rangeBytes) {
        this.context = JavaSparkContext.fromSparkContext(session.sparkContext());
        this.metrics = Metrics.of(session.sparkContext());
        this.join = new RowJoin(session);
        this.blocks = blocks;
        this.keptIn = keptIn;
        this.rangeBytes = rangeBytes;
    }

    private static OptionalInt blocks(SparkSession session) {
        return setting(session, BLOCKS)
                .map(Integer::parseInt)
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
    }

    private static Optional<String> setting(SparkSession session, String name) {
        return Optional.of(session.sparkContext().getConf().get(name, "")).filter(text -> !text.isBlank());
    }

    @Override
    public Made make(Work work, Progress progress) throws IOException {
        var kept = new KeptResults(context, keptIn.map(folder -> new Path(folder, work.release())));
        Map<String, SpreadBody> archives = new LinkedHashMap<>();
        boolean made = false;
        try (var steps = new Steps(context, progress, metrics)) {
            var outputs = made(
                    work, kept, new LayerBuild.Archives(StoreText.of(work.configuration()), archives), progress, steps);
            made = true;
            return new MadeByExecutors(context, kept, outputs, archives);
        } finally {
            if (!made) {
                MadeByExecutors.letGo(context);
            }
        }
    }

    private Refusal refusal(Configuration configuration) {
        return new Refusal(configuration, context.getConf().getSizeAsBytes(MBTILES, MOST_MBTILES));
    }

    @Override
    public Optional<Estimate> estimate(
            Configuration configuration, ObjectStore store, List<Pin> pins, Progress progress) throws IOException {
        var files = configuration.coverage();
        var samples = new ArrayList<PolygonSample>();
        try (var step = progress.start("sampling polygons", files.size(), Progress.Unit.ITEMS)) {
            for (var file : files) {
                var pin = pins.stream()
                        .filter(each -> each.input().equals(file.name()))
                        .findFirst();
                if (pin.isPresent()) {
                    PolygonSample.of(file, store, pin.get(), PolygonSample.Size.ofOneOf(files.size()))
                            .ifPresent(samples::add);
                }
                step.advance(1);
            }
        }
        return samples.size() == files.size() ? Optional.of(cost(configuration).of(samples)) : Optional.empty();
    }

    private CostEstimate cost(Configuration configuration) {
        int cores = context.defaultParallelism();
        // The driver counts as one of them, and where it works itself there is no other.
        int executors = Math.max(1, context.statusTracker().getExecutorInfos().length - 1);
        return new CostEstimate(
                configuration.map(), blocks, VERTICES_A_BLOCK, cores, Math.ceilDiv(cores, executors), price(context));
    }

    private static Optional<Double> price(JavaSparkContext context) {
        return Optional.of(context.getConf().get(PRICE, ""))
                .filter(text -> !text.isBlank())
                .map(Double::valueOf);
    }

    @Override
    public Map<String, Long> metrics() {
        return metrics.byName();
    }

    private Outputs made(Work work, KeptResults kept, LayerBuild.Archives archives, Progress progress, Steps steps)
            throws IOException {
        var configuration = work.configuration();
        var rows = rows(work, progress);
        var reading = steps.during(
                "reading polygons on Spark",
                () -> CoverageReading.of(
                        configuration,
                        work.pins(),
                        context.defaultParallelism(),
                        access -> FeatureReading.of(context, access, context.defaultParallelism(), rangeBytes)));
        metrics.add(Metrics.Counter.FEATURES, reading.groundwork().polygons().featureCount());
        metrics.add(Metrics.Counter.VERTICES, reading.vertices());
        var map = configuration.map();
        var features = map.aggregateIdTo().isEmpty()
                ? reading
                : steps.during(
                        "dissolving areas on Spark",
                        () -> new Areas(
                                        map.aggregateIdTo().getAsInt(),
                                        CellGrid.forZoomsFrom(map.high().zoom().least()),
                                        blockCount(reading.vertices()),
                                        kept)
                                .of(reading));
        var combine = Combine.join(configuration, rows, features.groundwork());
        var places = new Places(configuration.stem());
        return new LayerBuild(
                        join,
                        new Tileify(map, work.folder(), places, work.address(), work.formats(), 1),
                        new CombinedFiles(work.folder(), places, map.outputs(), 1),
                        kept,
                        archives,
                        blockCount(features.vertices()),
                        runCount(features.vertices()),
                        refusal(configuration),
                        steps,
                        metrics)
                .run(combine, features)
                .and(combine.files(configuration, work.folder()));
    }

    private static Rows rows(Work work, Progress progress) throws IOException {
        var folder = InputCache.folderBeside(work.configuration().file());
        try (var cache = new InputCache(work.store(), folder, InputCache.MOST_BYTES, Clock.systemUTC())) {
            return Rows.read(work.configuration(), input -> cache.fetch(work.pin(input), progress), progress);
        }
    }

    /// As many as there are blocks, but no run as large as blocks can be set to be.
    private int runCount(long vertices) {
        return (int) Math.max(blockCount(vertices), Math.ceilDiv(vertices, VERTICES_A_BLOCK));
    }

    private int blockCount(long vertices) {
        return blocks.orElse((int) Math.max(context.defaultParallelism(), Math.ceilDiv(vertices, VERTICES_A_BLOCK)));
    }
}
