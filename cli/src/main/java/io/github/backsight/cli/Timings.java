package io.github.backsight.cli;

import io.github.backsight.progress.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Measures the steps of a command while it hands them on. Safe for use by many threads.
final class Timings implements Progress {
    private final Progress listener;
    private final LongSupplier nanoTime;
    private final long begunNanos;
    private final List<Measured> steps = new ArrayList<>();

    /// One step; several may have been under way at once, so they add up to more than the whole.
    ///
    /// @param began milliseconds after the command
    /// @param milliseconds from its begin to its end
    record Timing(String step, long began, long milliseconds) {
        String text() {
            return String.format(
                    Locale.ROOT,
                    "  at %8s  took %8s  %s",
                    Figures.duration(Duration.ofMillis(began)),
                    Figures.duration(Duration.ofMillis(milliseconds)),
                    step);
        }
    }

    private record Measured(String what, long beganNanos, OptionalLong endedNanos) {}

    /// @param nanoTime as [System#nanoTime]
    Timings(Progress listener, LongSupplier nanoTime) {
        this.listener = listener;
        this.nanoTime = nanoTime;
        this.begunNanos = nanoTime.getAsLong();
    }

    @Override
    public Step start(String what, long total, Unit unit) {
        var step = listener.start(what, total, unit);
        int number = begin(what);
        return new Step() {
            @Override
            public void advance(long amount) {
                step.advance(amount);
            }

            @Override
            public void expect(long more) {
                step.expect(more);
            }

            @Override
            public void close() {
                end(number);
                step.close();
            }
        };
    }

    private synchronized int begin(String what) {
        steps.add(new Measured(what, nanoTime.getAsLong(), OptionalLong.empty()));
        return steps.size() - 1;
    }

    private synchronized void end(int number) {
        var step = steps.get(number);
        steps.set(number, new Measured(step.what(), step.beganNanos(), OptionalLong.of(nanoTime.getAsLong())));
    }

    /// {@return the steps that have ended, in the order they began}
    synchronized List<Timing> list() {
        return steps.stream()
                .filter(step -> step.endedNanos().isPresent())
                .map(step -> new Timing(
                        step.what(),
                        millis(begunNanos, step.beganNanos()),
                        millis(step.beganNanos(), step.endedNanos().getAsLong())))
                .toList();
    }

    private static long millis(long fromNanos, long toNanos) {
        return TimeUnit.NANOSECONDS.toMillis(toNanos - fromNanos);
    }
}
