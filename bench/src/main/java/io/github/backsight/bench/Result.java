package io.github.backsight.bench;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// All turns of one contender in one row.
///
/// @param measurements in the order of the turns, without the warm-up
/// @param failure why it did not finish, if it did not
record Result(String contender, String how, List<Measurement> measurements, Optional<String> failure) {
    Result {
        measurements = List.copyOf(measurements);
    }

    /// {@return how many times as long as `ours` this took, turn by turn; empty when there is nothing to compare}
    Optional<Spread> timesAsLongAs(Result ours) {
        int pairs = Math.min(measurements.size(), ours.measurements.size());
        return pairs == 0
                ? Optional.empty()
                : Optional.of(Spread.of(IntStream.range(0, pairs)
                        .mapToDouble(turn -> measurements.get(turn).wallSeconds()
                                / ours.measurements.get(turn).wallSeconds())));
    }

    Optional<Spread> wallSeconds() {
        return spread(measurements.stream().map(Measurement::wallSeconds).toList());
    }

    Optional<Spread> cpuSeconds() {
        return spread(measurements.stream()
                .flatMap(turn -> turn.cpuSeconds().stream().boxed())
                .toList());
    }

    Optional<Spread> peakBytes() {
        return spread(measurements.stream()
                .flatMap(turn -> turn.peakBytes().stream().asDoubleStream().boxed())
                .toList());
    }

    private static Optional<Spread> spread(List<Double> numbers) {
        return numbers.isEmpty()
                ? Optional.empty()
                : Optional.of(Spread.of(numbers.stream().mapToDouble(Double::doubleValue)));
    }
}
