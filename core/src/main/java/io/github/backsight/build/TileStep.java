package io.github.backsight.build;

import io.github.backsight.archive.ArchiveMetadata;
import io.github.backsight.archive.TileArchiveWriter;
import io.github.backsight.progress.Progress;
import io.github.backsight.store.Sha256;
import io.github.backsight.tile.Cutting;
import io.github.backsight.tile.TileLayer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// The tileify step for one layer: adds attributes to tiles already cut, compresses each once, and writes it to every
/// archive.
///
/// Tiles are encoded by many threads but written in order, so that the archives are the same for any number of them.
final class TileStep {
    private static final int MOST_TILES_AT_ONCE = 256;

    private final TileLayer layer;
    private final List<TileArchiveWriter> archives;
    private final int threads;
    private final MessageDigest digest = Sha256.start();
    /// Makers that no thread uses just now: each has native memory and tables worth keeping.
    private final Queue<TileMaker> idle = new ConcurrentLinkedQueue<>();

    private final Map<Integer, Long> tilesByZoom = new LinkedHashMap<>();
    private long vanished;
    private long drawnSmallest;

    TileStep(TileLayer layer, List<TileArchiveWriter> archives, int threads) {
        this.layer = layer;
        this.archives = List.copyOf(archives);
        this.threads = threads;
    }

    /// What the step did.
    ///
    /// @param tilesByZoom in order of zoom
    /// @param digest over every tile's place and plain bytes, in order, whatever the container
    /// @param vanished features without area left, summed over the zooms below the highest
    /// @param drawnSmallest features drawn as the smallest square at the highest zoom, because nothing is lost
    /// there
    record Tiled(Map<Integer, Long> tilesByZoom, Sha256 digest, long vanished, long drawnSmallest) {}

    /// Writes; `metadata` completes each archive.
    ///
    /// @param cuttings one a zoom, the lowest first
    Tiled run(List<Cutting> cuttings, ArchiveMetadata metadata, String what, Progress progress) throws IOException {
        long tiles = cuttings.stream().mapToLong(Cutting::tileCount).sum();
        try (var workers = Executors.newFixedThreadPool(threads);
                var step = progress.start("writing " + what + " tiles", tiles, Progress.Unit.ITEMS)) {
            for (var cutting : cuttings) {
                write(cutting, workers, step);
            }
        } finally {
            idle.forEach(TileMaker::close);
        }
        for (var archive : archives) {
            archive.finish(metadata);
        }
        return new Tiled(tilesByZoom, Sha256.finished(digest.digest()), vanished, drawnSmallest);
    }

    private void write(Cutting cutting, ExecutorService workers, Progress.Step step) throws IOException {
        vanished += cutting.vanished();
        drawnSmallest += cutting.drawnSmallest().size();
        tilesByZoom.put(cutting.zoom(), 0L);
        int atOnce = Math.clamp(cutting.tileCount() / (threads * 4L), 1, MOST_TILES_AT_ONCE);
        Queue<Future<List<MadeTile>>> underWay = new ArrayDeque<>();
        for (int from = 0; from < cutting.tileCount(); from += atOnce) {
            int first = from;
            int end = Math.min(from + atOnce, cutting.tileCount());
            Callable<List<MadeTile>> task = () -> make(cutting, first, end);
            underWay.add(workers.submit(task));
            if (underWay.size() > threads * 2) {
                add(done(underWay.remove()), step);
            }
        }
        while (!underWay.isEmpty()) {
            add(done(underWay.remove()), step);
        }
    }

    private List<MadeTile> make(Cutting cutting, int from, int end) {
        var known = idle.poll();
        var maker = known == null ? new TileMaker(layer) : known;
        var tiles = maker.make(cutting, from, end);
        idle.add(maker);
        return tiles;
    }

    private void add(List<MadeTile> tiles, Progress.Step step) throws IOException {
        for (var made : tiles) {
            var tile = made.tile();
            digest.update(tile.id().toString().getBytes(StandardCharsets.US_ASCII));
            digest.update((byte) 0);
            digest.update(made.sha256());
            tilesByZoom.merge(tile.id().z(), 1L, Long::sum);
            for (var archive : archives) {
                archive.add(tile);
            }
        }
        step.advance(tiles.size());
    }

    private static List<MadeTile> done(Future<List<MadeTile>> future) throws IOException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new java.io.InterruptedIOException("interrupted while tiles were being encoded");
        } catch (ExecutionException e) {
            throw new IllegalStateException("a tile could not be encoded", e.getCause());
        }
    }
}
