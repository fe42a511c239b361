package io.github.backsight.spark;

import io.github.backsight.cli.Backsight;
import io.github.backsight.cli.Environment;
import java.io.IOException;
import org.apache.spark.sql.SparkSession;

/// The program for `spark-submit`: Backsight's commands, with `build` done by the cluster.
///
/// Where a session is there already, as on Databricks, it belongs to somebody else: it is used, and
/// neither it nor the process is ended.
public final class BacksightSpark {
    private BacksightSpark() {}

    /// @throws IllegalStateException if the command fails in a session of somebody else, who has
    /// nothing else to see it by
    public static void main(String[] arguments) throws IOException {
        System.setProperty("java.awt.headless", "true");
        // Whoever started spark-submit knows whether people sit there.
        System.getProperties()
                .putIfAbsent("backsight.terminals", System.getenv().getOrDefault("BACKSIGHT_TERMINALS", ""));
        if (SparkSession.getDefaultSession().isDefined()) {
            int exitCode = run(arguments, SparkSession.builder().getOrCreate());
            if (exitCode != 0) {
                throw new IllegalStateException("backsight " + String.join(" ", arguments) + " ended with exit code "
                        + exitCode + "; what it said is in the driver's standard error");
            }
            return;
        }
        int exitCode;
        try (var session = SparkSession.builder().appName("backsight").getOrCreate()) {
            exitCode = run(arguments, session);
        }
        System.exit(exitCode);
    }

    private static int run(String[] arguments, SparkSession session) throws IOException {
        return Backsight.run(arguments, Environment.ofThisProcess().withEngine(new SparkEngine(session)));
    }
}
