package io.github.backsight.bench;

import io.github.backsight.archive.TileArchiveReader;
import io.github.backsight.content.Content;
import io.github.backsight.finding.Findings;
import io.github.backsight.progress.Progress;
import io.github.backsight.tile.Gzip;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// What this machine needs at the very least: how far any program could come.
final class Limits {
    private final Contest contest;
    private final Path work;

    Limits(Contest contest, Path work) {
        this.contest = contest;
        this.work = work;
    }

    /// One thing that has to be done.
    ///
    /// @param bytes what is read, or written, in one turn
    record Limit(Result result, long bytes) {
        /// {@return how many bytes a second, by the median; empty when it could not be measured}
        Optional<Double> bytesASecond() {
            return result.wallSeconds().map(seconds -> bytes / seconds.median());
        }
    }

    /// {@return seconds to unpack the polygons, to look at each of their bytes once, on one thread}
    List<Limit> reading(Content packed, Path plain) throws IOException {
        long bytes = Files.size(plain);
        return limits(
                List.of(
                        new Contender(
                                "unpack the polygons",
                                "one thread, the JDK's inflater, nothing done with the bytes",
                                () -> Stopwatch.inProcess(
                                        () -> drain(packed.open(Progress.SILENT, new Findings("limit"))))),
                        new Contender(
                                "scan the polygons",
                                "one thread, each byte of the unpacked file looked at once",
                                () -> Stopwatch.inProcess(() -> scan(plain)))),
                bytes,
                bytes);
    }

    /// {@return seconds to compress the tiles of `archive` on one thread with one deflater, and to write as much as
    /// `outputBytes`}
    List<Limit> writing(TileArchiveReader archive, long outputBytes) throws IOException {
        List<byte[]> tiles = new ArrayList<>();
        for (var id : archive.tiles()) {
            tiles.add(archive.tile(id).orElseThrow());
        }
        List<Contender> contenders = new ArrayList<>();
        for (int level : new int[] {1, 4, 6}) {
            contenders.add(new Contender(
                    "gzip the high tiles, level " + level,
                    tiles.size() + " tiles, one thread, one deflater",
                    () -> Stopwatch.inProcess(() -> compress(tiles, level))));
        }
        contenders.add(new Contender(
                "write the output",
                outputBytes + " bytes into one file, forced to the disk",
                () -> Stopwatch.inProcess(() -> write(outputBytes))));
        long plain = tiles.stream().mapToLong(tile -> tile.length).sum();
        return limits(contenders, plain, plain, plain, outputBytes);
    }

    private List<Limit> limits(List<Contender> contenders, long... bytes) {
        var results = contest.hold("limit", contenders);
        return IntStream.range(0, bytes.length)
                .mapToObj(i -> new Limit(results.get(i), bytes[i]))
                .toList();
    }

    private static void drain(InputStream stream) throws IOException {
        byte[] buffer = new byte[1 << 16];
        try (stream) {
            while (stream.read(buffer) >= 0) {
                // Only the unpacking counts.
            }
        }
    }

    private static void scan(Path file) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long braces = 0;
        try (var stream = Files.newInputStream(file)) {
            for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
                for (int i = 0; i < count; i++) {
                    braces += buffer[i] == '{' ? 1 : 0;
                }
            }
        }
        if (braces == 0) {
            throw new IOException(file + " has no object");
        }
    }

    private static void compress(List<byte[]> tiles, int level) {
        long bytes = 0;
        try (var gzip = new Gzip(level)) {
            for (var tile : tiles) {
                bytes += gzip.compress(tile).length;
            }
        }
        if (bytes == 0) {
            throw new IllegalStateException("nothing came of compressing");
        }
    }

    private void write(long bytes) throws IOException {
        var file = work.resolve("written");
        byte[] buffer = new byte[1 << 20];
        try (var stream = new java.io.FileOutputStream(file.toFile())) {
            for (long rest = bytes; rest > 0; rest -= buffer.length) {
                stream.write(buffer, 0, (int) Math.min(rest, buffer.length));
            }
            stream.getFD().sync();
        }
        Files.delete(file);
    }
}
