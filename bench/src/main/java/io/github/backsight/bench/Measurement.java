package io.github.backsight.bench;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/// What one turn of one contender took.
///
/// @param wallSeconds from start to end, by this program's clock
/// @param cpuSeconds user and system time, where it can be told
/// @param peakBytes the most memory resident at once, of the largest process, where it can be told
record Measurement(double wallSeconds, OptionalDouble cpuSeconds, OptionalLong peakBytes) {
    /// {@return the measurement of two pieces of work done one after the other}
    Measurement then(Measurement next) {
        return new Measurement(
                wallSeconds + next.wallSeconds,
                cpuSeconds.isPresent() && next.cpuSeconds.isPresent()
                        ? OptionalDouble.of(cpuSeconds.getAsDouble() + next.cpuSeconds.getAsDouble())
                        : OptionalDouble.empty(),
                peakBytes.isPresent() && next.peakBytes.isPresent()
                        ? OptionalLong.of(Math.max(peakBytes.getAsLong(), next.peakBytes.getAsLong()))
                        : OptionalLong.empty());
    }
}
