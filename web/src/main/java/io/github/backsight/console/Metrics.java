package io.github.backsight.console;

import io.github.backsight.store.ObjectStore;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.function.LongSupplier;

/// Counts what is done, and gives it to Prometheus (text format 0.0.4). Threads may share it.
///
/// Values of labels are few and known: names of operations, of calls, of kinds of requests, and how
/// they ended.
public final class Metrics implements Part {
    private static final double NANOSECONDS = 1e9;
    private static final double MILLISECONDS = 1e3;

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
    private final LongSupplier nanoTime;
    private final Counter operations = Counter.builder()
            .name("backsight_operations_total")
            .help("Commands run through the console, by how they ended.")
            .labelNames("operation", "outcome")
            .register(registry);
    private final Histogram operationSeconds = Histogram.builder()
            .name("backsight_operation_duration_seconds")
            .help("How long commands took.")
            .labelNames("operation")
            .classicOnly()
            .classicUpperBounds(0.01, 0.05, 0.1, 0.5, 1, 5, 10, 60, 300, 1800)
            .register(registry);
    private final Counter requests = Counter.builder()
            .name("backsight_http_requests_total")
            .help("HTTP requests, by kind and status.")
            .labelNames("route", "status")
            .register(registry);
    private final Histogram requestSeconds = Histogram.builder()
            .name("backsight_http_request_duration_seconds")
            .help("How long HTTP requests took.")
            .labelNames("route")
            .classicOnly()
            .classicUpperBounds(0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 30)
            .register(registry);
    private final Counter storeCalls = Counter.builder()
            .name("backsight_store_calls_total")
            .help("Calls of the store, by kind and outcome.")
            .labelNames("call", "outcome")
            .register(registry);
    private final Counter storeSeconds = Counter.builder()
            .name("backsight_store_call_seconds_total")
            .help("How long calls of the store took together; of a read, until its bytes begin to come.")
            .labelNames("call")
            .register(registry);

    /// @param nanoTime as [System#nanoTime()]
    public Metrics(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /// Adds what the store says of what is live; asked at a scrape, not more often than every few
    /// seconds.
    public void watch(LiveState.Reader reader, Clock clock) {
        new LiveStateGauges(reader, clock).register(registry);
    }

    /// {@return the same store, its calls counted}
    public ObjectStore counted(ObjectStore store) {
        return new CountedStore(store, this);
    }

    /// {@return a moment to count from}
    public long begin() {
        return nanoTime.getAsLong();
    }

    /// Counts a command.
    ///
    /// @param operation its name
    /// @param outcome in a word
    /// @param begun what [#begin] said
    public void operation(String operation, String outcome, long begun) {
        operations.labelValues(operation, outcome).inc();
        operationSeconds.labelValues(operation).observe(secondsSince(begun));
    }

    void storeCall(String call, String outcome, long begun) {
        storeCalls.labelValues(call, outcome).inc();
        storeSeconds.labelValues(call).inc(secondsSince(begun));
    }

    private double secondsSince(long begun) {
        return (nanoTime.getAsLong() - begun) / NANOSECONDS;
    }

    @Override
    public void attach(JavalinConfig config) {
        config.requestLogger.http((context, milliseconds) -> {
            var route = RouteClass.of(context.path());
            requests.labelValues(route, String.valueOf(context.statusCode())).inc();
            requestSeconds.labelValues(route).observe(milliseconds / MILLISECONDS);
        });
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route(
                "/metrics",
                "metrics",
                "Counts and times, for Prometheus",
                List.of(),
                List.of(Reply.of(200, "Prometheus text format 0.0.4", "text/plain")),
                this::send));
    }

    private void send(Context context) throws IOException {
        var text = new ByteArrayOutputStream();
        writer.write(text, registry.scrape(), EscapingScheme.UNDERSCORE_ESCAPING);
        context.header("Cache-Control", "no-store");
        context.contentType(writer.getContentType());
        context.result(text.toByteArray());
    }
}
