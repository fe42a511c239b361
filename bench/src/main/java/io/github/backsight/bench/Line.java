package io.github.backsight.bench;

import java.util.Arrays;
import java.util.Optional;

/// A straight line through measurements.
///
/// @param slope how much `y` grows when `x` grows by one
/// @param start `y` where `x` is 0
record Line(double slope, double start) {
    /// {@return the line with the least squares; empty without two different places, or without a `y` for each}
    static Optional<Line> through(double[] x, double[] y) {
        if (x.length != y.length || Arrays.stream(x).distinct().count() < 2) {
            return Optional.empty();
        }
        double middleX = Arrays.stream(x).average().orElseThrow();
        double middleY = Arrays.stream(y).average().orElseThrow();
        double together = 0;
        double alone = 0;
        for (int i = 0; i < x.length; i++) {
            together += (x[i] - middleX) * (y[i] - middleY);
            alone += (x[i] - middleX) * (x[i] - middleX);
        }
        double slope = together / alone;
        return Optional.of(new Line(slope, middleY - slope * middleX));
    }
}
