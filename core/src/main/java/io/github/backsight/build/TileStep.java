package io.github.backsight.build;

import io.github.backsight.archive.EncodedTile;
import io.github.backsight.archive.TileArchiveWriter;
import io.github.backsight.progress.Progress;
import io.github.backsight.store.Sha256;
import io.github.backsight.tile.Cutting;
import io.github.backsight.tile.TileId;
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

    private final List<TileArchiveWriter> archives;
    private final MessageDigest digest = Sha256.start();
    private final Map<Integer, Long> tilesByZoom = new LinkedHashMap<>();

    TileStep(List<TileArchiveWriter> archives) {
        this.archives = List.copyOf(archives);
    }

    /// Counts tiles of these zooms, in this order, also of those that get none.
    void begin(List<Integer> zooms) {
        zooms.forEach(zoom -> tilesByZoom.put(zoom, 0L));
    }

    /// {@return how many tiles there are, in order of zoom}
    Map<Integer, Long> tilesByZoom() {
        return tilesByZoom;
    }

    /// {@return a digest over every tile's place and plain bytes, in order, whatever the container; asked for once}
    Sha256 digest() {
        return Sha256.finished(digest.digest());
    }

    /// Makes all tiles and adds them.
    ///
    /// @param cuttings one a zoom, the lowest first
    void make(TileLayer layer, List<Cutting> cuttings, String what, int threads, Progress progress) throws IOException {
        long tiles = cuttings.stream().mapToLong(Cutting::tileCount).sum();
        var makers = new Makers(layer, threads);
        try (var workers = Executors.newFixedThreadPool(threads);
                var step = progress.start("writing " + what + " tiles", tiles, Progress.Unit.ITEMS)) {
            for (var cutting : cuttings) {
                make(cutting, makers, workers, step);
            }
        } finally {
            makers.idle.forEach(TileMaker::close);
        }
    }

    /// Makers that no thread uses just now: each has native memory and tables worth keeping.
    private record Makers(TileLayer layer, int threads, Queue<TileMaker> idle) {
        Makers(TileLayer layer, int threads) {
            this(layer, threads, new ConcurrentLinkedQueue<>());
        }

        List<MadeTile> make(Cutting cutting, int from, int end) {
            var known = idle.poll();
            var maker = known == null ? new TileMaker(layer) : known;
            var tiles = maker.make(cutting, from, end);
            idle.add(maker);
            return tiles;
        }
    }

    private void make(Cutting cutting, Makers makers, ExecutorService workers, Progress.Step step) throws IOException {
        int threads = makers.threads;
        int atOnce = Math.clamp(cutting.tileCount() / (threads * 4L), 1, MOST_TILES_AT_ONCE);
        Queue<Future<List<MadeTile>>> underWay = new ArrayDeque<>();
        for (int from = 0; from < cutting.tileCount(); from += atOnce) {
            int first = from;
            int end = Math.min(from + atOnce, cutting.tileCount());
            Callable<List<MadeTile>> task = () -> makers.make(cutting, first, end);
            underWay.add(workers.submit(task));
            if (underWay.size() > threads * 2) {
                add(done(underWay.remove()), step);
            }
        }
        while (!underWay.isEmpty()) {
            add(done(underWay.remove()), step);
        }
    }

    private void add(List<MadeTile> tiles, Progress.Step step) throws IOException {
        for (var made : tiles) {
            add(made);
        }
        step.advance(tiles.size());
    }

    private void add(MadeTile made) throws IOException {
        count(made.tile().id(), made.sha256());
        write(made.tile());
    }

    /// Counts one tile, which comes after the last one.
    ///
    /// @param sha256 of its plain bytes
    void count(TileId id, byte[] sha256) {
        digest.update(id.toString().getBytes(StandardCharsets.US_ASCII));
        digest.update((byte) 0);
        digest.update(sha256);
        tilesByZoom.merge(id.z(), 1L, Long::sum);
    }

    /// {@return whether anything is written}
    boolean hasArchives() {
        return !archives.isEmpty();
    }

    /// Writes one tile, which comes after the last one, to every archive.
    void write(EncodedTile tile) throws IOException {
        for (var archive : archives) {
            archive.add(tile);
        }
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
