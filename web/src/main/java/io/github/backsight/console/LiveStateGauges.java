package io.github.backsight.console;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/// What the store says at a scrape, read at most once in some seconds. Threads may share it.
///
/// A store that cannot be read does not fail the scrape: its figures are missing then, and one says
/// so.
final class LiveStateGauges {
    private static final Duration KEPT_FOR = Duration.ofSeconds(5);
    private static final double MILLISECONDS = 1e3;

    private final LiveState.Reader reader;
    private final Clock clock;
    private Optional<LiveState> state = Optional.empty();
    private Instant read = Instant.EPOCH;

    LiveStateGauges(LiveState.Reader reader, Clock clock) {
        this.reader = reader;
        this.clock = clock;
    }

    void register(PrometheusRegistry registry) {
        gauge(
                registry,
                "backsight_live_release_age_seconds",
                "How long ago the release that is live was stored.",
                live -> live.stored().map(stored -> seconds(clock.instant()) - seconds(stored)));
        gauge(
                registry,
                "backsight_last_change_timestamp_seconds",
                "When the live pointer was last moved.",
                live -> live.changed().map(LiveStateGauges::seconds));
        gauge(
                registry,
                "backsight_last_drill_timestamp_seconds",
                "When a rollback was last rehearsed.",
                live -> live.drilled().map(LiveStateGauges::seconds));
        gauge(
                registry,
                "backsight_publishing_frozen",
                "1 while nothing may be published after a rollback.",
                live -> Optional.of(live.frozen() ? 1.0 : 0.0));
        GaugeWithCallback.builder()
                .name("backsight_store_readable")
                .help("1 while the store can be read for these figures.")
                .callback(callback -> callback.call(state().isPresent() ? 1 : 0))
                .register(registry);
        Collector liveRelease = this::liveRelease;
        registry.register(liveRelease);
    }

    private void gauge(
            PrometheusRegistry registry, String name, String help, Function<LiveState, Optional<Double>> value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> state().flatMap(value).ifPresent(callback::call))
                .register(registry);
    }

    private InfoSnapshot liveRelease() {
        var snapshot = InfoSnapshot.builder().name("backsight_live_release").help("The release that is live.");
        state().flatMap(LiveState::release)
                .ifPresent(release -> snapshot.dataPoint(InfoDataPointSnapshot.builder()
                        .labels(Labels.of("release", release))
                        .build()));
        return snapshot.build();
    }

    private static double seconds(Instant time) {
        return time.toEpochMilli() / MILLISECONDS;
    }

    private synchronized Optional<LiveState> state() {
        var now = clock.instant();
        if (now.isBefore(read) || Duration.between(read, now).compareTo(KEPT_FOR) >= 0) {
            read = now;
            try {
                state = Optional.of(reader.now());
            } catch (IOException e) {
                state = Optional.empty();
            }
        }
        return state;
    }
}
