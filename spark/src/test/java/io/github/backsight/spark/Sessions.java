package io.github.backsight.spark;

import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/// Sessions of Spark for tests: without a page, on the loopback address, with all their files below the module's
/// target.
///
/// A process has one at a time; closing it ends its executors.
final class Sessions {
    // One for all, since Spark remembers the first that a process names.
    private static final Path LOCAL = Path.of("target", "spark-local").toAbsolutePath();

    private Sessions() {}

    /// {@return a session whose executors are threads of this process}
    static SparkSession local(int cores) {
        return builder().master("local[" + cores + "]").getOrCreate();
    }

    /// {@return the same with other settings, in which a task may fail three times}
    static SparkSession local(int cores, Map<String, ?> settings) {
        var builder = builder().master("local[" + cores + ",4]");
        settings.forEach((name, value) -> builder.config(name, value.toString()));
        return builder.getOrCreate();
    }

    /// {@return a session on all that a cluster has; no task begins before every worker can take one}
    static SparkSession on(StandaloneCluster cluster) {
        return on(cluster, Map.of());
    }

    /// {@return the same with other settings}
    static SparkSession on(StandaloneCluster cluster, Map<String, ?> settings) {
        var builder = builder();
        settings.forEach((name, value) -> builder.config(name, value.toString()));
        return builder.master(cluster.address())
                .config("spark.executor.memory", cluster.megabytesEach() + "m")
                .config("spark.cores.max", cluster.cores())
                .config("spark.scheduler.minRegisteredResourcesRatio", 1.0)
                .config("spark.scheduler.maxRegisteredResourcesWaitingTime", "60s")
                .getOrCreate();
    }

    private static SparkSession.Builder builder() {
        return SparkSession.builder()
                .appName("test")
                .config("spark.ui.enabled", false)
                .config("spark.driver.host", StandaloneCluster.HOST)
                .config("spark.driver.bindAddress", StandaloneCluster.HOST)
                .config("spark.local.dir", LOCAL.toString())
                .config("spark.sql.warehouse.dir", LOCAL.resolve("warehouse").toString());
    }
}
