package io.github.backsight.release;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/// The clock of one machine of a story: all go on together, a second with each look at one of them, and none says the
/// same as another.
final class StoryClock extends Clock {
    /// Later than what tests prepare, so that no operation begins in the same second.
    private static final Instant BEGIN = Instant.parse("2026-11-24T02:00:00Z");

    private final AtomicReference<Duration> passed;
    private final Duration ahead;

    StoryClock(Duration ahead) {
        this(new AtomicReference<>(Duration.ZERO), ahead);
    }

    private StoryClock(AtomicReference<Duration> passed, Duration ahead) {
        this.passed = passed;
        this.ahead = ahead;
    }

    StoryClock aheadBy(Duration by) {
        return new StoryClock(passed, by);
    }

    void pass(Duration time) {
        passed.updateAndGet(time::plus);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    @Override
    public Instant instant() {
        pass(Duration.ofSeconds(1));
        return BEGIN.plus(passed.get()).plus(ahead);
    }
}
