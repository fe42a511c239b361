package io.github.backsight.console;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/// Counts tokens that were wrong, so that nobody tries many. Threads may share it.
final class Attempts {
    static final int MOST = 10;
    static final Duration TIME = Duration.ofMinutes(1);
    private static final int MOST_ADDRESSES = 10_000;

    private final InstantSource clock;
    private final Map<String, ArrayDeque<Instant>> failures = new HashMap<>();

    Attempts(InstantSource clock) {
        this.clock = clock;
    }

    /// {@return whether that address may try again}
    synchronized boolean allowed(String address) {
        var recent = failures.getOrDefault(address, new ArrayDeque<>());
        var since = clock.instant().minus(TIME);
        recent.removeIf(time -> time.isBefore(since));
        return recent.size() < MOST;
    }

    synchronized void failed(String address) {
        if (failures.size() >= MOST_ADDRESSES) {
            failures.clear();
        }
        failures.computeIfAbsent(address, unused -> new ArrayDeque<>()).add(clock.instant());
    }
}
