package io.github.backsight.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.backsight.store.Attributes;
import io.github.backsight.store.Body;
import io.github.backsight.store.Expectation;
import io.github.backsight.store.Key;
import io.github.backsight.store.MemoryObjectStore;
import io.github.backsight.store.MissingVersionException;
import io.github.backsight.store.VersionId;
import io.javalin.Javalin;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private static final Key KEY = new Key("a");

    private final AtomicLong time = new AtomicLong();
    private final Metrics metrics = new Metrics(time::get);

    private String scraped() throws IOException, InterruptedException {
        var server = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            metrics.attach(config);
            metrics.routes().forEach(route -> route.attach(config));
        });
        server.start("127.0.0.1", 0);
        try (var client = HttpClient.newHttpClient()) {
            var reply = client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/metrics"))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(reply.headers().firstValue("content-type").orElseThrow())
                    .startsWith("text/plain; version=0.0.4");
            return reply.body();
        } finally {
            server.stop();
        }
    }

    @Test
    void callsOfTheStoreAreCountedByKindAndOutcome() throws IOException, InterruptedException {
        try (var store = metrics.counted(new MemoryObjectStore(Clock.systemUTC()))) {
            for (int i = 0; i < 2; i++) {
                store.put(KEY, Body.of(new byte[1]), Attributes.ofType("text/plain"), new Expectation.Absent());
            }
            assertThatThrownBy(() -> store.read(KEY, new VersionId("none")))
                    .isInstanceOf(MissingVersionException.class);
            assertThat(store.newest(KEY)).isPresent();
        }

        assertThat(scraped())
                .contains(
                        "backsight_store_calls_total{call=\"put\",outcome=\"stored\"} 1.0\n",
                        "backsight_store_calls_total{call=\"put\",outcome=\"outrun\"} 1.0\n",
                        "backsight_store_calls_total{call=\"read\",outcome=\"missing\"} 1.0\n",
                        "backsight_store_calls_total{call=\"newest\",outcome=\"done\"} 1.0\n");
    }

    @Test
    void operationsAreCountedWithTheirDurations() throws IOException, InterruptedException {
        long begun = metrics.begin();
        time.addAndGet(Duration.ofSeconds(7).toNanos());
        metrics.operation("rollback", "refused", begun);

        assertThat(scraped())
                .contains(
                        "backsight_operations_total{operation=\"rollback\",outcome=\"refused\"} 1.0\n",
                        "backsight_operation_duration_seconds_sum{operation=\"rollback\"} 7.0\n",
                        "backsight_operation_duration_seconds_bucket{operation=\"rollback\",le=\"5.0\"} 0\n",
                        "backsight_operation_duration_seconds_bucket{operation=\"rollback\",le=\"10.0\"} 1\n");
    }

    @Test
    void theStoreIsAskedAtAScrapeButNotEachTime() throws IOException, InterruptedException {
        var now = new AtomicReference<>(Instant.parse("2026-11-23T03:00:00Z"));
        var clock = new Clock() {
            @Override
            public java.time.ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now.get();
            }
        };
        var questions = new AtomicInteger();
        metrics.watch(
                () -> {
                    if (questions.incrementAndGet() == 2) {
                        throw new IOException("the store is away");
                    }
                    return new LiveState(
                            Optional.of("00112233aabbccdd"),
                            Optional.of(Instant.parse("2026-11-23T02:00:00Z")),
                            Optional.of(Instant.parse("2026-11-23T02:30:00Z")),
                            Optional.empty(),
                            true);
                },
                clock);

        assertThat(scraped())
                .contains(
                        "backsight_live_release_age_seconds 3600.0\n",
                        "backsight_last_change_timestamp_seconds 1.795401E9\n",
                        "backsight_publishing_frozen 1.0\n",
                        "backsight_store_readable 1.0\n",
                        "backsight_live_release_info{release=\"00112233aabbccdd\"} 1\n")
                .doesNotContain("backsight_last_drill_timestamp_seconds ");
        now.updateAndGet(instant -> instant.plusSeconds(4));
        assertThat(scraped()).contains("backsight_live_release_age_seconds 3604.0\n");
        assertThat(questions).hasValue(1);
        now.updateAndGet(instant -> instant.plusSeconds(1));
        assertThat(scraped())
                .contains("backsight_store_readable 0.0\n")
                .doesNotContain("backsight_live_release_age_seconds ", "00112233aabbccdd");
        now.updateAndGet(instant -> instant.plusSeconds(5));
        assertThat(scraped()).contains("backsight_store_readable 1.0\n");
        assertThat(questions).hasValue(3);
    }

    @Test
    void requestsAreCountedByKindSoThatNobodyCanMakeUpNewOnes() throws IOException, InterruptedException {
        scraped();

        assertThat(scraped()).contains("backsight_http_requests_total{route=\"metrics\",status=\"200\"} 1.0\n");
        assertThat(RouteClass.of("/tiles/live/high.json")).isEqualTo("tiles");
        assertThat(RouteClass.of("/")).isEqualTo("console");
        assertThat(RouteClass.of("/health")).isEqualTo("health");
        assertThat(RouteClass.of("/made-up/by-somebody")).isEqualTo("other");
        assertThat(RouteClass.of("")).isEqualTo("console");
    }
}
