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
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ReadingBenchmark {
    public ReadingBenchmark() {}

    /// Parse. Blocks are cut by counting brackets, because then features can be parsed in parallel and none twice
    /// (decision 0011); coordinates of few digits become whole numbers of the grid straight from the bytes, because
    /// a double in between costs most of the time and gives the same number (decision 0005).
    @Benchmark
    public Polygons parseFeatures(MadeUpMap map) throws IOException {
        return map.polygons();
    }

    /// Parse. Columns are dictionary-coded while they are read, because most cells repeat one that was seen: a text
    /// is made once for each value, not for each cell.
    @Benchmark
    public Table readCsv(MadeUpMap map) throws IOException {
        return map.table();
    }
}
