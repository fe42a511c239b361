package io.github.backsight.spark;

import io.github.backsight.build.Groundwork;
import io.github.backsight.build.PolygonInputs;
import io.github.backsight.check.PolygonRules;
import io.github.backsight.config.Configuration;
import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Findings;
import io.github.backsight.shape.Polygons;
import io.github.backsight.store.Pin;
import io.github.backsight.topology.Coverage;
import io.github.backsight.topology.CoverageFaults;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.api.java.JavaRDD;

/// The polygons of all inputs: the features of the first, then those of the next.
///
/// @param groundwork what the join needs to know of the polygons: of their borders it knows
/// nothing, and in place of each feature it has its box
/// @param vertices of the polygons themselves
record CoverageReading(JavaRDD<FeatureRecord> features, Groundwork groundwork, long vertices) {
    /// How one file is read.
    interface Reading {
        FeatureReading of(StoreAccess access) throws IOException;
    }

    /// Reads all files, several at a time: of each that is packed, one task does nothing but unpack.
    ///
    /// @param pins of all inputs
    /// @param atOnce how many files at the most
    /// @throws io.github.backsight.finding.BadInputException if they cannot be used; it carries the
    /// findings
    static CoverageReading of(Configuration configuration, List<Pin> pins, int atOnce, Reading reading)
            throws IOException {
        var files = new ArrayList<StoreAccess>();
        for (var settings : configuration.coverage()) {
            var pin = pins.stream()
                    .filter(each -> each.input().equals(settings.name()))
                    .findFirst()
                    .orElseThrow();
            files.add(StoreAccess.of(configuration, pin));
        }
        return together(configuration, all(files, Math.min(files.size(), atOnce), reading));
    }

    /// The first fault, in the order of files, is the one that is told: so it is when they are read one after another.
    private static List<FeatureReading> all(List<StoreAccess> files, int atOnce, Reading reading) throws IOException {
        var threads = Executors.newFixedThreadPool(atOnce);
        try {
            var underWay = files.stream()
                    .map(access -> threads.submit(() -> reading.of(access)))
                    .toList();
            var read = new ArrayList<FeatureReading>();
            for (int file = 0; file < files.size(); file++) {
                read.add(done(underWay.get(file), files.get(file)));
            }
            return read;
        } finally {
            threads.shutdownNow();
        }
    }

    private static FeatureReading done(Future<FeatureReading> reading, StoreAccess access) throws IOException {
        try {
            return reading.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while reading " + access.key());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException fault) {
                throw fault;
            }
            if (e.getCause() instanceof RuntimeException fault) {
                throw fault;
            }
            throw new IllegalStateException("cannot read " + access.key(), e.getCause());
        }
    }

    private static CoverageReading together(Configuration configuration, List<FeatureReading> files)
            throws IOException {
        var findings = new ArrayList<Finding>();
        JavaRDD<FeatureRecord> features = files.getFirst().features();
        for (int file = 0; file < files.size(); file++) {
            var settings = configuration.coverage().get(file);
            var seen = new Findings(settings.key().value());
            files.get(file).findings().forEach(seen::add);
            PolygonRules.see(
                    configuration.checks().rules(settings.name()),
                    files.get(file).outlines(),
                    seen);
            findings.addAll(seen.list());
            if (file > 0) {
                features = features.union(after(file, files.get(file).features()));
            }
        }
        var outlines = files.stream().map(FeatureReading::outlines).toList();
        PolygonInputs.requireEachIdOnce(
                configuration, outlines.stream().map(Polygons::ids).toList(), findings);
        var none =
                new Polygons(List.of(), new int[1], new int[1], new int[1], new int[0], new int[0], Optional.empty());
        var groundwork = new Groundwork(
                Polygons.joined(outlines),
                files.stream().mapToLong(FeatureReading::dropped).sum(),
                findings,
                Coverage.of(none),
                new CoverageFaults(List.of()));
        return new CoverageReading(
                features,
                groundwork,
                files.stream().mapToLong(FeatureReading::vertices).sum());
    }

    private static JavaRDD<FeatureRecord> after(int files, JavaRDD<FeatureRecord> features) {
        long before = (long) files << ParsedBlock.FILE_BITS;
        return features.map(feature -> feature.numbered(before | feature.order()));
    }
}
