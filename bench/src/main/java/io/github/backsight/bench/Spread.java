package io.github.backsight.bench;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/// The middle of some numbers, and how far they go.
record Spread(double median, double least, double most) {
    /// @throws IllegalArgumentException if there are none
    static Spread of(DoubleStream numbers) {
        double[] sorted = numbers.sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("there is no middle of no numbers");
        }
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], Arrays.stream(sorted).max().orElseThrow());
    }
}
