package io.github.backsight.bench;

import io.github.backsight.parallel.Workers;
import io.github.backsight.shape.Polygons;
import io.github.backsight.table.Table;
import io.github.backsight.testkit.Coverages;
import io.github.backsight.topology.Coverage;
import io.github.backsight.topology.CoverageFaults;
import io.github.backsight.topology.Dissolve;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.locationtech.jts.coverage.CoverageUnion;
import org.locationtech.jts.geom.Geometry;

/// Dissolve into ten buckets of equal count by score: the algorithms alone, in this process, and programs around them.
final class DissolveRow {
    private static final int BUCKETS = 10;

    private final Setting setting;
    private final Polygons polygons;
    private final int[] bucket;

    DissolveRow(Setting setting, Polygons polygons, Table table) {
        this.setting = setting;
        this.polygons = polygons;
        this.bucket = buckets(polygons, table, setting.map().score());
    }

    /// @param reference the combine step in geopandas
    Plan plan(Path plainPolygons, Optional<Reference> reference) {
        List<Contender> contenders = new ArrayList<>();
        contenders.add(new Contender(
                "Backsight, from polygons",
                "in this process: shared borders found, faults found by all threads, dissolved",
                () -> Stopwatch.inProcess(() -> dissolve(Coverage.of(polygons)))));
        var known = Coverage.of(polygons);
        contenders.add(new Contender(
                "Backsight, borders known",
                "in this process: faults found by all threads, dissolved",
                () -> Stopwatch.inProcess(() -> dissolve(known))));
        contenders.add(new Contender(
                "JTS CoverageUnion",
                "in this process: one union a bucket, one thread; its geometries made beforehand",
                () -> {
                    // Made anew each time: millions of objects that live on would burden the collector in our turns.
                    var groups = groups();
                    return Stopwatch.inProcess(() -> groups.forEach(CoverageUnion::union));
                }));
        List<String> remarks = new ArrayList<>();
        remarks.add(
                "CoverageUnion promises a right result only where borders match; Backsight looks for faults and mends");
        setting.peers()
                .mapshaper()
                .ifPresentOrElse(
                        program -> contenders.addAll(mapshaper(program, plainPolygons)),
                        () -> remarks.add("mapshaper is missing"));
        reference.ifPresentOrElse(
                script -> contenders.add(new Contender(
                        "geopandas dissolve",
                        "as the reference script itself says, within its whole run; no processor time",
                        script.dissolve())),
                () -> remarks.add("geopandas or the reference script is missing"));
        return new Plan(
                "dissolve",
                "dissolve into " + BUCKETS + " buckets",
                "30x against geopandas; faster than JTS and mapshaper",
                contenders,
                remarks);
    }

    private void dissolve(Coverage coverage) {
        try (var workers = new Workers(Runtime.getRuntime().availableProcessors())) {
            var faults = CoverageFaults.of(coverage, workers);
            if (Dissolve.by(coverage, faults, bucket, BUCKETS).polygons().featureCount() == 0) {
                throw new IllegalStateException("nothing came of dissolving");
            }
        }
    }

    private List<Contender> mapshaper(Path program, Path plainPolygons) {
        var buckets = setting.work().resolve("buckets.csv");
        var join = List.of(
                "-i",
                plainPolygons.toString(),
                "-join",
                buckets.toString(),
                "keys=" + setting.map().id() + ",id",
                "string-fields=id");
        return List.of(
                new Contender("mapshaper -dissolve", "whole process: read, join the buckets, dissolve, write", () -> {
                    writeBuckets(buckets);
                    return mapshaper(
                            program,
                            join,
                            List.of(
                                    "-dissolve",
                                    "bucket",
                                    "-o",
                                    setting.work().resolve("mapshaper.json").toString(),
                                    "format=geojson",
                                    "force"));
                }),
                new Contender("mapshaper, reading only", "whole process: read, join the buckets, drop all", () -> {
                    writeBuckets(buckets);
                    return mapshaper(
                            program,
                            join,
                            List.of(
                                    "-filter",
                                    "false",
                                    "-o",
                                    setting.work().resolve("mapshaper.json").toString(),
                                    "format=geojson",
                                    "force"));
                }));
    }

    private Measurement mapshaper(Path program, List<String> join, List<String> rest) throws IOException {
        var command = new ArrayList<String>();
        command.add(program.toString());
        command.addAll(join);
        command.addAll(rest);
        return setting.stopwatch()
                .process(
                        command,
                        setting.work(),
                        Map.of("NODE_OPTIONS", "--max-old-space-size=8192"),
                        setting.work().resolve("mapshaper-output"));
    }

    private void writeBuckets(Path file) throws IOException {
        var text = new StringBuilder("id,bucket\n");
        for (int feature = 0; feature < bucket.length; feature++) {
            text.append(polygons.id(feature))
                    .append(',')
                    .append(bucket[feature])
                    .append('\n');
        }
        Files.writeString(file, text);
    }

    private List<Geometry[]> groups() {
        return IntStream.range(0, BUCKETS)
                .mapToObj(number -> IntStream.range(0, bucket.length)
                        .filter(feature -> bucket[feature] == number)
                        .mapToObj(feature -> Coverages.geometries(polygons, feature))
                        .flatMap(List::stream)
                        .toArray(Geometry[]::new))
                .toList();
    }

    /// Equal counts in the order of the score; features without a row or a score are the lowest.
    static int[] buckets(Polygons polygons, Table table, String score) {
        var column = table.column(score).orElseThrow();
        var ranked = IntStream.range(0, polygons.featureCount())
                .boxed()
                .sorted(Comparator.comparingDouble(feature -> {
                    var row = table.row(polygons.id(feature));
                    if (row.isEmpty() || column.isBlank(row.getAsInt())) {
                        return -1;
                    }
                    int code = column.code(row.getAsInt());
                    return switch (column.kind()) {
                        case NUMBER -> column.number(code);
                        case TRUTH -> column.truth(code) ? 1 : 0;
                        case TEXT -> -1;
                    };
                }))
                .toList();
        int[] bucket = new int[ranked.size()];
        int size = Math.ceilDiv(Math.max(1, ranked.size()), BUCKETS);
        Arrays.fill(bucket, 0);
        for (int rank = 0; rank < bucket.length; rank++) {
            bucket[ranked.get(rank)] = rank / size;
        }
        return bucket;
    }
}
