package io.github.backsight.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private final AtomicLong time = new AtomicLong();
    private final RateLimit limit = new RateLimit(2, 3, time::get);

    private void waitFor(double seconds) {
        time.addAndGet((long) (seconds * 1e9));
    }

    @Test
    void someAreAnsweredAtOnceAndThenAsManyAsTheRateAllows() {
        for (int i = 0; i < 3; i++) {
            assertThat(limit.take("a")).isZero();
        }
        assertThat(limit.take("a")).isCloseTo(0.5, within(1e-9));
        waitFor(0.5);
        assertThat(limit.take("a")).isZero();
        assertThat(limit.take("a")).isPositive();
    }

    @Test
    void aPauseFillsTheBucketAndNoMore() {
        waitFor(1000);
        for (int i = 0; i < 3; i++) {
            assertThat(limit.take("a")).isZero();
        }
        assertThat(limit.take("a")).isPositive();
        waitFor(1000);
        for (int i = 0; i < 3; i++) {
            assertThat(limit.take("a")).isZero();
        }
        assertThat(limit.take("a")).isPositive();
    }

    @Test
    void oneClientDoesNotTakeFromAnother() {
        for (int i = 0; i < 10; i++) {
            limit.take("a");
        }
        assertThat(limit.take("b")).isZero();
    }

    @Test
    void aLimitThatLetsNobodyInIsRefused() {
        assertThatThrownBy(() -> new RateLimit(0, 1, time::get))
                .hasMessage("not a limit: 0.0 requests a second, 1.0 at once");
    }
}
