package io.github.backsight.spark;

import io.github.backsight.cli.Backsight;
import io.github.backsight.cli.Environment;
import java.io.IOException;
import org.apache.spark.sql.SparkSession;

/// The program for `spark-submit`: Backsight's commands, with `build` done by the cluster.
public final class BacksightSpark {
    private BacksightSpark() {}

    public static void main(String[] arguments) throws IOException {
        System.setProperty("java.awt.headless", "true");
        // Whoever started spark-submit knows whether people sit there.
        System.getProperties()
                .putIfAbsent("backsight.terminals", System.getenv().getOrDefault("BACKSIGHT_TERMINALS", ""));
        int exitCode;
        try (var session = SparkSession.builder().appName("backsight").getOrCreate()) {
            exitCode = Backsight.run(arguments, Environment.ofThisProcess().withEngine(new SparkEngine(session)));
        }
        System.exit(exitCode);
    }
}
