package io.github.backsight.console;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.LongSupplier;

/// So many requests a second of each client, and some at once (a token bucket each). Threads may share
/// it.
final class RateLimit {
    private static final int MOST_CLIENTS = 10_000;
    private static final double NANOSECONDS = 1e9;

    private final double perSecond;
    private final double atOnce;
    private final LongSupplier nanoTime;

    /// A client that waits until its bucket is full needs none.
    private final Cache<String, Bucket> buckets;

    /// @param perSecond more than 0
    /// @param atOnce after a pause, at least 1
    RateLimit(double perSecond, double atOnce, LongSupplier nanoTime) {
        if (!(perSecond > 0 && atOnce >= 1)) {
            throw new IllegalArgumentException(
                    "not a limit: " + perSecond + " requests a second, " + atOnce + " at once");
        }
        this.perSecond = perSecond;
        this.atOnce = atOnce;
        this.nanoTime = nanoTime;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MOST_CLIENTS)
                .expireAfterAccess(Duration.ofNanos((long) (atOnce / perSecond * NANOSECONDS) + 1))
                .ticker(nanoTime::getAsLong)
                .build();
    }

    private final class Bucket {
        private double tokens = atOnce;
        private long filled = nanoTime.getAsLong();

        synchronized double take() {
            long now = nanoTime.getAsLong();
            tokens = Math.min(atOnce, tokens + (now - filled) / NANOSECONDS * perSecond);
            filled = now;
            if (tokens >= 1) {
                tokens--;
                return 0;
            }
            return (1 - tokens) / perSecond;
        }
    }

    /// Counts a request.
    ///
    /// @return in how many seconds there is room for it; 0: it may be answered
    double take(String client) {
        return buckets.get(client, unused -> new Bucket()).take();
    }
}
