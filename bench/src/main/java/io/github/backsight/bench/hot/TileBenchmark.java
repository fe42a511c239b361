package io.github.backsight.bench.hot;

import io.github.backsight.progress.Progress;
import io.github.backsight.tile.Cutting;
import io.github.backsight.tile.Gzip;
import io.github.backsight.tile.TileCutter;
import io.github.backsight.tile.TileLayer;
import io.github.backsight.topology.Coverage;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/// Arcs to compressed tiles, zooms 5 to 9 on one thread: one operation does all tiles of the map.
///
/// Watches over: each zoom selected from the one above it, rounded once for all neighbours (decision 0008); attributes
/// looked up by code and added last; one deflater for all tiles, since making one costs more than a small tile; each
/// tile hashed and compressed once for all archives.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class TileBenchmark {
    public TileBenchmark() {}

    /// The map up to its encoded tiles.
    @State(Scope.Benchmark)
    public static class Tiles {
        private final List<byte[]> plain = new ArrayList<>();
        private List<Made> made = List.of();

        public Tiles() {}

        /// What the setup made, all of it or nothing.
        private record Made(Coverage coverage, TileLayer layer, List<Cutting> cuttings) {}

        @Setup(Level.Trial)
        public void make(MadeUpMap map) throws IOException {
            var coverage = Coverage.of(map.polygons());
            var cuttings = TileCutter.cut(coverage, MadeUpMap.cutSettings(), "made-up", Progress.SILENT);
            var layer = MadeUpMap.layer(map.table(), coverage);
            made = List.of(new Made(coverage, layer, cuttings));
            plain.clear();
            var encoder = layer.encoder();
            for (var cutting : cuttings) {
                for (int tile = 0; tile < cutting.tileCount(); tile++) {
                    encoder.encode(cutting, tile).ifPresent(plain::add);
                }
            }
        }

        private Made made() {
            return made.getFirst();
        }
    }

    /// How hard gzip tries.
    @State(Scope.Benchmark)
    public static class Compression {
        /// zlib's level; a build uses 2.
        @Param({"1", "2", "6"})
        public int level;

        public Compression() {}
    }

    @Benchmark
    public List<Cutting> cut(Tiles tiles) {
        return TileCutter.cut(tiles.made().coverage(), MadeUpMap.cutSettings(), "made-up", Progress.SILENT);
    }

    @Benchmark
    public void encode(Tiles tiles, Blackhole sink) {
        var encoder = tiles.made().layer().encoder();
        for (var cutting : tiles.made().cuttings()) {
            for (int tile = 0; tile < cutting.tileCount(); tile++) {
                sink.consume(encoder.encode(cutting, tile));
            }
        }
    }

    @Benchmark
    public void gzip(Tiles tiles, Compression compression, Blackhole sink) {
        try (var gzip = new Gzip(compression.level)) {
            for (var plain : tiles.plain) {
                sink.consume(gzip.compress(plain));
            }
        }
    }

    @Benchmark
    public byte[] sha256(Tiles tiles) throws NoSuchAlgorithmException {
        var digest = MessageDigest.getInstance("SHA-256");
        tiles.plain.forEach(digest::update);
        return digest.digest();
    }
}
