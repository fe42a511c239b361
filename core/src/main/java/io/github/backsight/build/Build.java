package io.github.backsight.build;

import io.github.backsight.config.Configuration;
import io.github.backsight.progress.Progress;
import io.github.backsight.topology.Coverage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// The whole pipeline: read inputs → combine → files and tiles.
///
/// Steps are functions of one thread, but for those that take a number of threads; only here do steps run side by
/// side. The same files and configuration make the same bytes, on any number of threads (law 7).
///
/// @param folder an empty folder for the outputs
/// @param address what the TileJSON puts before a tile's path in `tiles`: empty, or ended by `/`
/// @param formats how trees and MBTiles are written
public record Build(Configuration configuration, Path folder, String address, Tileify.Formats formats, int threads) {

    /// Builds everything that the configuration asks for.
    ///
    /// @param files by input name: local copies of the pinned versions
    /// @throws io.github.backsight.finding.BadInputException if an input cannot be used; nothing is half-written
    public Outputs run(Map<String, Path> files, Progress progress) throws IOException {
        var combined = Combine.combine(configuration, Sources.read(configuration, files, threads, progress), progress);
        var places = new Places(configuration.stem());
        var outputs = configuration.map().outputs();
        var made =
                new Outputs(java.util.List.of(), java.util.List.of(), Map.of(), combined.counts(), combined.findings());
        try (var beside = Executors.newFixedThreadPool(2)) {
            Callable<Outputs> writing = () -> CombinedFiles.write(combined, folder, places, outputs, progress);
            var written = beside.submit(writing);
            var tileify = new Tileify(configuration.map(), folder, places, address, formats, threads);
            if (tileify.isAskedFor()) {
                Callable<Outputs> cuttingLow = () -> tileify.layer(
                        Tileify.LOW, combined.low(), Coverage.of(combined.low().polygons()), progress);
                var low = beside.submit(cuttingLow);
                var high = tileify.layer(Tileify.HIGH, combined.high(), combined.coverage(), progress);
                made = made.and(done(low)).and(high);
            }
            return made.and(done(written));
        }
    }

    private static Outputs done(Future<Outputs> written) throws IOException {
        try {
            return written.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new java.io.InterruptedIOException("interrupted while outputs were being written");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException fault) {
                throw fault;
            }
            throw new IllegalStateException("an output could not be written", e.getCause());
        }
    }
}
