package io.github.backsight.spark;

import io.github.backsight.build.InputFile;
import io.github.backsight.finding.BadInputException;
import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Findings;
import io.github.backsight.progress.Progress;
import io.github.backsight.shape.FeatureBlocks;
import io.github.backsight.shape.PolygonReader;
import io.github.backsight.shape.Polygons;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/// Reads the polygons of an input: plain GeoJSON by ranges, GeoParquet by row groups; of anything
/// else one task unpacks the object and cuts it into blocks of features, all others parse.
///
/// @param features those that are kept
/// @param dropped how many were left out because a property was 0
/// @param outlines of the features kept, in their order: the box of each as its one polygon,
/// nothing where it has none
/// @param vertices of all polygons
/// @param findings what was odd
record FeatureReading(
        JavaRDD<FeatureRecord> features, long dropped, Polygons outlines, long vertices, List<Finding> findings) {
    FeatureReading {
        findings = List.copyOf(findings);
    }

    /// Reads the polygons of the coverage.
    ///
    /// @param partitions how many tasks parse
    /// @param rangeBytes how long ranges of plain GeoJSON are
    /// @throws BadInputException if they cannot be used; it carries the findings
    static FeatureReading of(JavaSparkContext context, StoreAccess access, int partitions, long rangeBytes)
            throws IOException {
        var grouped = RowGroupReading.of(context, access, rangeBytes);
        if (grouped.isPresent()) {
            var reading =
                    summed(grouped.get().blocks(), access.key(), grouped.get().opened());
            grouped.get().verified();
            return reading;
        }
        var ranged = RangedReading.of(context, access, rangeBytes);
        var blocks = ranged.isPresent()
                ? ranged.get().blocks()
                : context.parallelize(List.of(access), 1)
                        .mapPartitions(FeatureReading::blocks)
                        .mapToPair(block -> new Tuple2<>((int) (block.number() % partitions), block))
                        .partitionBy(new HashPartitioner(partitions))
                        .values();
        var reading = summed(blocks.map(block -> parsed(block, access)), access.key(), List.of());
        if (ranged.isPresent()) {
            ranged.get().verified();
        }
        return reading;
    }

    /// @param opened what was seen before any feature
    private static FeatureReading summed(JavaRDD<ParsedBlock> blocks, String object, List<Finding> opened)
            throws BadInputException {
        var parsed = blocks.persist(StorageLevel.MEMORY_AND_DISK());
        var findings = new Findings(object);
        opened.forEach(findings::add);
        long features = 0;
        long dropped = 0;
        var summaries = new ArrayList<>(parsed.map(ParsedBlock::summary).collect());
        summaries.sort(Comparator.comparingLong(ParsedBlock::order));
        for (var block : summaries) {
            block.findings().forEach(findings::add);
            features += block.features();
            dropped += block.dropped();
            if (block.broken()) {
                // What comes after is read by others, and nobody reading from the beginning would know.
                throw new BadInputException(findings.list());
            }
        }
        Outlines.requireRoom(features - dropped, findings);
        var kept = Outlines.of(parsed.map(Outlines::of));
        PolygonReader.judge(features, dropped, kept.ids(), findings);
        return new FeatureReading(
                parsed.flatMap(block -> block.kept().iterator()),
                dropped,
                kept.boxes(),
                kept.vertices(),
                findings.list());
    }

    private static Iterator<Numbered> blocks(Iterator<StoreAccess> inputs) {
        var access = inputs.next();
        var blocks = new BlockQueue<Numbered>();
        blocks.fill(sink -> access.withFile(file -> cut(file, access, sink)));
        return blocks;
    }

    private static void cut(Path file, StoreAccess access, Consumer<Numbered> sink) throws IOException {
        var settings = access.polygons();
        var findings = new Findings(settings.key().value());
        var content = InputFile.content(access.settings(), settings, file);
        long number = 0;
        try (var blocks = FeatureBlocks.of(content, InputFile.options(settings), Progress.SILENT, findings)
                .orElseThrow(() -> isTopoJson(findings))) {
            for (var block = blocks.next(); block.isPresent(); block = blocks.next()) {
                sink.accept(Numbered.of(number++, block.get()));
            }
        } catch (BadInputException fault) {
            sink.accept(Numbered.broken(number, fault));
        }
    }

    private static BadInputException isTopoJson(Findings findings) {
        return findings.fatal(
                "shape.topojson-on-spark",
                "",
                "the polygons are TopoJSON, whose features have no borders of their own to be dealt to many machines",
                "Build it without Spark, or export the polygons as GeoJSON");
    }

    private static ParsedBlock parsed(Numbered block, StoreAccess access) throws IOException {
        if (!block.faults().isEmpty()) {
            return ParsedBlock.broken(block.number(), block.faults());
        }
        var settings = access.polygons();
        return ParsedBlock.of(
                block.number(),
                FeatureBlocks.parse(
                        block.block(),
                        InputFile.options(settings),
                        settings.key().value()));
    }
}
