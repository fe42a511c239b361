package io.github.backsight.spark;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.metrics.source.LongAccumulatorSource$;
import org.apache.spark.util.LongAccumulator;
import scala.jdk.javaapi.CollectionConverters;

/// What builds of one session have counted, in Spark's own metrics as `backsight.…` of the driver.
///
/// The driver alone counts, what it has been given as the result of a step: no repeated task is
/// counted twice. Threads may share it.
final class Metrics {
    /// What is counted.
    enum Counter {
        FEATURES("features"),
        VERTICES("vertices"),
        BLOCKS("blocks"),
        ROUNDS("rounds"),
        TILES("tiles"),
        TILE_BYTES("tileBytes"),
        RETRIED_TASKS("retriedTasks");

        private final String label;

        Counter(String label) {
            this.label = "backsight." + label;
        }
    }

    private final Map<Counter, LongAccumulator> counters = new EnumMap<>(Counter.class);

    /// Lets the metrics of `context` show them: of one per session only.
    static Metrics of(SparkContext context) {
        var metrics = new Metrics();
        var byName = new HashMap<String, LongAccumulator>();
        for (var counter : Counter.values()) {
            var accumulator = context.longAccumulator(counter.label);
            metrics.counters.put(counter, accumulator);
            byName.put(counter.label, accumulator);
        }
        LongAccumulatorSource$.MODULE$.register(
                context, scala.collection.immutable.Map.from(CollectionConverters.asScala(byName)));
        return metrics;
    }

    synchronized void add(Counter counter, long more) {
        counters.computeIfPresent(counter, (unused, accumulator) -> {
            accumulator.add(more);
            return accumulator;
        });
    }

    /// {@return all of them, by name}
    synchronized Map<String, Long> byName() {
        var values = new LinkedHashMap<String, Long>();
        counters.forEach((counter, accumulator) -> values.put(counter.label, accumulator.sum()));
        return values;
    }
}
