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

    /// Clip. Each zoom is selected from the one above it, because what a zoom keeps all higher ones keep. Borders
    /// are rounded once for all neighbours, because clipping each polygon by itself has to be repaired later.
    /// Features are split by halving the range of tiles, because then no tile looks at a line that is far from it
    /// (decision 0008).
    @Benchmark
    public List<Cutting> cut(Tiles tiles) {
        return TileCutter.cut(tiles.made().coverage(), MadeUpMap.cutSettings(), "made-up", Progress.SILENT);
    }

    /// Encode. Attributes are looked up by their code and added last, because the geometry of a tile then serves any
    /// table, and a value is encoded once a tile and not once a feature.
    @Benchmark
    public void encode(Tiles tiles, Blackhole sink) {
        var encoder = tiles.made().layer().encoder();
        for (var cutting : tiles.made().cuttings()) {
            for (int tile = 0; tile < cutting.tileCount(); tile++) {
                sink.consume(encoder.encode(cutting, tile));
            }
        }
    }

    /// Gzip. One deflater does all tiles, because making one costs more than compressing a small tile; each tile is
    /// compressed once for all archives, because this is the dearest step of all.
    @Benchmark
    public void gzip(Tiles tiles, Compression compression, Blackhole sink) {
        try (var gzip = new Gzip(compression.level)) {
            for (var plain : tiles.plain) {
                sink.consume(gzip.compress(plain));
            }
        }
    }

    /// Hash. Each tile is hashed once and plain, because archives compress and order them differently, and still hold
    /// the same.
    @Benchmark
    public byte[] sha256(Tiles tiles) throws NoSuchAlgorithmException {
        var digest = MessageDigest.getInstance("SHA-256");
        tiles.plain.forEach(digest::update);
        return digest.digest();
    }
}
