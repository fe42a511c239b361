package io.github.backsight.bench.hot;

import io.github.backsight.shape.Polygons;
import io.github.backsight.table.Table;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/// Files to polygons and rows: one operation reads the whole file, one thread parses.
///
/// Watches over: blocks cut by counting brackets, so that features can be parsed in parallel without parsing them twice
/// (decision 0011); coordinates read from the bytes as whole numbers on the grid where they have few digits; columns
/// dictionary-coded while they are read.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ReadingBenchmark {
    public ReadingBenchmark() {}

    @Benchmark
    public Polygons parseFeatures(MadeUpMap map) throws IOException {
        return map.polygons();
    }

    @Benchmark
    public Table readCsv(MadeUpMap map) throws IOException {
        return map.table();
    }
}
