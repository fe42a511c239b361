package io.github.backsight.bench.hot;

import io.github.backsight.parallel.Workers;
import io.github.backsight.shape.Polygons;
import io.github.backsight.topology.Coverage;
import io.github.backsight.topology.CoverageFaults;
import io.github.backsight.topology.Dissolve;
import io.github.backsight.topology.Dissolved;
import io.github.backsight.topology.MercatorVertices;
import io.github.backsight.topology.Weights;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Polygons to arcs, and what is done with arcs: one operation does the whole map.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class TopologyBenchmark {
    /// Those of zooms 11 to 5.
    private static final float[] TOLERANCES = {128, 1024, 2048, 4096, 8192, 16384, 32768};

    private Polygons polygons = new Polygons(
            java.util.List.of(),
            new int[1],
            new int[1],
            new int[1],
            new int[0],
            new int[0],
            java.util.Optional.empty());
    private Coverage coverage = Coverage.of(polygons);
    private final Workers workers = new Workers(1);
    private MercatorVertices vertices = MercatorVertices.of(coverage, workers);
    private int[] bucket = new int[0];

    public TopologyBenchmark() {}

    @Setup(Level.Trial)
    public void read(MadeUpMap map) throws IOException {
        polygons = map.polygons();
        coverage = Coverage.of(polygons);
        vertices = MercatorVertices.of(coverage, workers);
        bucket = IntStream.range(0, coverage.featureCount())
                .map(feature -> Math.floorMod(feature * 0x9E3779B9, 10))
                .toArray();
    }

    /// Hash, and cut rings. Equal vertices are brought together by hashing their places in primitive arrays, because
    /// that takes time in proportion to the vertices and no object for each; rings are cut where neighbours change,
    /// because then each border is stored, weighed and rounded once (decision 0006).
    @Benchmark
    public Coverage cutRings() {
        return Coverage.of(polygons);
    }

    /// Edges are compared by bunches whose boxes meet in a tree, because all with all would take the square of the
    /// time.
    @Benchmark
    public CoverageFaults findFaults() {
        return CoverageFaults.of(coverage);
    }

    /// Arcs with one bucket on both sides are left out and the others stitched, because no geometry has to be
    /// computed for that (decision 0006).
    @Benchmark
    public Dissolved dissolve() {
        return Dissolve.by(coverage, bucket, 10);
    }

    /// Weights. One pass for all zooms, each border by itself: what it needs lies side by side, and threads need not
    /// wait for each other (decision 0007).
    @Benchmark
    public Weights weigh() {
        return Weights.of(coverage, vertices, TOLERANCES, workers);
    }
}
