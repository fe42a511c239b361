package io.github.backsight.spark;

import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/// Sessions of Spark for tests: without a page, on the loopback address, with all their files in one folder.
///
/// A process has one at a time; closing it ends its executors.
final class Sessions {
    private Sessions() {}

    /// {@return a session whose executors are threads of this process}
    static SparkSession local(int cores, Path folder) {
        return builder(folder).master("local[" + cores + "]").getOrCreate();
    }

    /// {@return a session on all that a cluster has; its executors start when they can}
    static SparkSession on(StandaloneCluster cluster, Path folder) {
        return builder(folder)
                .master(cluster.address())
                .config("spark.executor.memory", cluster.megabytesEach() + "m")
                .getOrCreate();
    }

    private static SparkSession.Builder builder(Path folder) {
        return SparkSession.builder()
                .appName("test")
                .config("spark.ui.enabled", false)
                .config("spark.driver.host", StandaloneCluster.HOST)
                .config("spark.driver.bindAddress", StandaloneCluster.HOST)
                .config("spark.local.dir", folder.resolve("local").toString())
                .config("spark.sql.warehouse.dir", folder.resolve("warehouse").toString());
    }
}
