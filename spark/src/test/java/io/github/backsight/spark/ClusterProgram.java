package io.github.backsight.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.spark.launcher.JavaModuleOptions;

/// A program of Spark's cluster, in a Java process of its own on the class path of this one.
final class ClusterProgram implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Process process;
    private final Path log;

    private ClusterProgram(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /// @param home a folder that looks to Spark like one where it is installed;
    ///   all that the program writes is in there
    /// @param name of the program's own files
    static ClusterProgram start(Path home, String name, Class<?> main, String... arguments) throws IOException {
        return start(home, name, 256, main, List.of(arguments));
    }

    /// @param megabytes of heap
    static ClusterProgram start(Path home, String name, int megabytes, Class<?> main, List<String> arguments)
            throws IOException {
        var log = home.resolve(name + ".log");
        var temporary = Files.createDirectories(home.resolve(name + "-temporary"));
        var classPath = System.getProperty("java.class.path");
        var line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + megabytes + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + temporary,
                "-Dbacksight.test.deploy=info",
                "-Dspark.master.rest.enabled=false"));
        line.addAll(List.of(JavaModuleOptions.defaultModuleOptionArray()));
        line.addAll(List.of("-cp", classPath, TiedToParent.class.getName(), main.getName()));
        line.addAll(arguments);
        var builder = new ProcessBuilder(line)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        var environment = builder.environment();
        environment.keySet().removeIf(variable -> variable.startsWith("SPARK_"));
        environment.put("SPARK_HOME", home.toString());
        environment.put("SPARK_SCALA_VERSION", "2.13");
        environment.put("SPARK_DIST_CLASSPATH", classPath);
        environment.put("SPARK_LOCAL_IP", StandaloneCluster.HOST);
        environment.put("SPARK_LOCAL_DIRS", temporary.toString());
        return new ClusterProgram(builder.start(), log);
    }

    /// Waits until the program has said a line.
    ///
    /// @throws IOException if it has ended or is silent for too long; with what
    ///   it has said instead
    MatchResult await(Pattern line) throws IOException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var ended = !process.isAlive();
            var said = Files.readString(log);
            var matcher = line.matcher(said);
            if (matcher.find()) {
                return matcher.toMatchResult();
            }
            if (ended || System.nanoTime() > deadline) {
                throw new IOException("a program of the cluster %s before it said '%s'; it said: %s"
                        .formatted(ended ? "ended" : "was given up", line, said));
            }
            pause();
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(50);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the cluster starts", interruption);
        }
    }

    /// Kills it as `kill -9` does, if it still runs, and all that it has started.
    @Override
    public void close() {
        var started = process.descendants().toList();
        process.destroyForcibly();
        started.forEach(ProcessHandle::destroyForcibly);
        process.onExit().join();
        started.forEach(one -> one.onExit().join());
    }
}
