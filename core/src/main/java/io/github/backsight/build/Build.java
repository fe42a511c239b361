package io.github.backsight.build;

import io.github.backsight.config.Configuration;
import io.github.backsight.config.MapSettings;
import io.github.backsight.progress.Progress;
import io.github.backsight.tile.Cutting;
import io.github.backsight.topology.Coverage;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// The whole pipeline: read inputs → combine → files and tiles.
///
/// Steps are functions of one thread, but for those that take a number of threads; only here do steps run side by
/// side. The same files and configuration make the same bytes, on any number of threads (law 7), with a kept cutting or
/// without.
///
/// @param folder an empty folder for the outputs
/// @param address what the TileJSON puts before a tile's path in `tiles`: empty, or ended by `/`
/// @param formats how trees and MBTiles are written
/// @param cuttings kept by earlier builds; with the right one there no polygons are read, or even asked for
public record Build(
        Configuration configuration,
        Path folder,
        String address,
        Tileify.Formats formats,
        int threads,
        Optional<Cuttings> cuttings) {

    /// Builds everything that the configuration asks for.
    ///
    /// @throws io.github.backsight.finding.BadInputException if an input cannot be used; nothing is half-written
    public Outputs run(InputFiles inputs, Progress progress) throws IOException {
        try (var beside = Executors.newFixedThreadPool(5)) {
            var places = new Places(configuration.stem());
            var tileify = new Tileify(configuration.map(), folder, places, address, formats, threads);
            var kept = later(beside, () -> kept(tileify.isAskedFor(), progress));
            var rows = Rows.read(configuration, inputs, progress);
            var prepared = done(kept);
            var groundwork = prepared.isPresent()
                    ? prepared.get().groundwork()
                    : Groundwork.read(configuration, inputs, threads, progress);
            var combine = Combine.join(configuration, rows, groundwork);
            var combined = later(beside, () -> combine.dissolve(progress));
            var files = new CombinedFiles(folder, places, configuration.map().outputs(), threads);
            var highFiles = later(beside, () -> files.high(combine.high(), progress));
            var lowFiles = later(beside, () -> files.low(done(combined).low(), progress));
            var scores = later(beside, () -> ScoresFile.write(configuration, combine.rows(), folder, places));
            var searched = later(beside, () -> searched(combine, places));
            var tiles = Outputs.NONE;
            if (tileify.isAskedFor()) {
                var low = later(beside, () -> low(tileify, done(combined), progress));
                var cut = prepared.isPresent()
                        ? prepared.get().high()
                        : tileify.cut(Tileify.HIGH, groundwork.coverage(), progress);
                keep(prepared, groundwork, cut, beside, progress);
                var high = tileify.layer(Tileify.HIGH, combine.high(), cut, progress);
                tiles = done(low).and(high);
            } else {
                keep(prepared, groundwork, List.of(), beside, progress);
            }
            return Outputs.seen(done(combined))
                    .and(tiles)
                    .and(done(highFiles))
                    .and(done(lowFiles))
                    .and(done(scores))
                    .and(done(searched));
        }
    }

    private Outputs searched(Combine combine, Places places) throws IOException {
        return configuration.map().outputs().contains(MapSettings.Output.VIEWER)
                ? SearchedPlaces.write(configuration, combine.high(), folder, places)
                : Outputs.NONE;
    }

    private static Outputs low(Tileify tileify, Combined combined, Progress progress) throws IOException {
        var low = combined.low();
        return tileify.layer(Tileify.LOW, low, Coverage.of(low.polygons()), progress);
    }

    private Optional<Prepared> kept(boolean cutsTiles, Progress progress) throws IOException {
        return cuttings.isEmpty() ? Optional.empty() : cuttings.get().find(configuration, cutsTiles, threads, progress);
    }

    /// Keeps what was not kept before, and shares it. Nothing waits for it but the end of the build.
    private void keep(
            Optional<Prepared> kept,
            Groundwork groundwork,
            List<Cutting> high,
            ExecutorService beside,
            Progress progress) {
        if (cuttings.isEmpty()) {
            return;
        }
        boolean cutsTiles = !high.isEmpty();
        if (kept.isPresent()) {
            beside.execute(() -> cuttings.get().share(configuration, cutsTiles, progress));
        } else {
            var prepared = new Prepared(groundwork, high);
            beside.execute(() -> cuttings.get().keep(configuration, cutsTiles, prepared, progress));
        }
    }

    private static <T> Future<T> later(ExecutorService beside, Callable<T> task) {
        return beside.submit(task);
    }

    private static <T> T done(Future<T> task) throws IOException {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a step of the build was under way");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException fault) {
                throw fault;
            }
            throw new IllegalStateException("a step of the build has failed", e.getCause());
        }
    }
}
