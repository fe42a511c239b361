package io.github.backsight.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.spark.TaskContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;
import org.apache.spark.util.TaskCompletionListener;

/// Hinders first attempts of tasks, as settings of a session say. A plugin of Spark, which starts
/// it on each executor.
public final class Hindrance implements SparkPlugin {
    private static final String FAILING = "spark.backsight.test.failing";
    private static final String SLOW = "spark.backsight.test.slow";
    private static final String MILLIS = "spark.backsight.test.millis";

    /// {@return settings by which of each stage the partitions that `every` divides fail once,
    /// when they have done their work}
    static Map<String, ?> failing(int every) {
        return Map.of("spark.plugins", Hindrance.class.getName(), FAILING, every);
    }

    /// {@return settings by which the first partition of the stages that `every` divides is slow}
    static Map<String, ?> slow(int every, int millis) {
        return Map.of("spark.plugins", Hindrance.class.getName(), SLOW, every, MILLIS, millis);
    }

    @Override
    public DriverPlugin driverPlugin() {
        return new DriverPlugin() {};
    }

    @Override
    public ExecutorPlugin executorPlugin() {
        return new OfExecutor();
    }

    private static final class OfExecutor implements ExecutorPlugin {
        private int failing;
        private int slow;
        private int millis;

        @Override
        public void init(PluginContext context, Map<String, String> unused) {
            failing = context.conf().getInt(FAILING, 0);
            slow = context.conf().getInt(SLOW, 0);
            millis = context.conf().getInt(MILLIS, 0);
        }

        @Override
        public void onTaskStart() {
            var task = TaskContext.get();
            if (task.attemptNumber() > 0 || task.stageAttemptNumber() > 0) {
                return;
            }
            if (failing > 0 && task.partitionId() % failing == 0) {
                task.addTaskCompletionListener((TaskCompletionListener) ended -> {
                    throw new UncheckedIOException(new IOException("hindered"));
                });
            }
            if (slow > 0 && task.partitionId() == 0 && task.stageId() % slow == 0) {
                pause();
            }
        }

        private void pause() {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException killed) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
