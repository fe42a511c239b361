package io.github.backsight.cli;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Hands a command to `spark-submit`, which runs it where `--engine` says, and waits for its end.
///
/// `spark-submit` is that of `SPARK_HOME`, or the first on the `PATH`; the jar is
/// `BACKSIGHT_SPARK_JAR`, or lies beside this program's own, or where the sources' build puts it.
record SparkSubmission(Environment environment, String master) {
    private static final String MAIN = "io.github.backsight.spark.BacksightSpark";
    private static final String TERMINALS = "BACKSIGHT_TERMINALS";
    private static final String JAR = "backsight-spark.jar";

    /// How the command ended there, and what it printed as its result.
    record Ended(ExitCode exitCode, String out) implements Result {
        @Override
        public void describe(Console console) {
            out.lines().forEach(console::line);
        }

        @Override
        public Object json() {
            return out.isBlank() ? this : Json.tree(out);
        }
    }

    /// Runs it. What it says on the way goes where this program's messages go.
    ///
    /// @param arguments of the command, without `--engine`
    /// @throws CommandException if there is nothing to run it with
    Ended run(List<String> arguments) throws IOException {
        var line =
                new ArrayList<>(List.of(program().toString(), "--master", master, "--class", MAIN, jar().toString()));
        line.addAll(arguments);
        var builder =
                new ProcessBuilder(line).directory(environment.workingFolder().toFile());
        builder.environment().clear();
        builder.environment().putAll(environment.variables());
        if (environment.isTerminal(Environment.Channel.ERR)) {
            // Bars of progress are drawn over and over: they cannot be passed line by line.
            builder.environment().put(TERMINALS, Environment.Channel.ERR.name());
            builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        }
        var process = builder.start();
        process.getOutputStream().close();
        var messages = Thread.ofVirtual().start(() -> pass(process));
        try {
            var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int number = process.waitFor();
            messages.join();
            return new Ended(exitCode(number), out);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroy();
            throw new InterruptedIOException("interrupted while spark-submit was at work");
        }
    }

    private void pass(Process process) {
        try (var lines = process.errorReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(text -> environment.err().println(text));
        } catch (IOException | java.io.UncheckedIOException e) {
            environment.err().println("backsight: what spark-submit says cannot be read any longer: " + e.getMessage());
        }
    }

    private static ExitCode exitCode(int number) {
        return Arrays.stream(ExitCode.values())
                .filter(code -> code.number() == number)
                .findFirst()
                .orElse(ExitCode.FAILED);
    }

    private Path program() throws CommandException {
        var home = environment.variable("SPARK_HOME");
        var folders = home.isBlank()
                ? Stream.of(environment.variable("PATH").split(java.io.File.pathSeparator))
                : Stream.of(Path.of(home, "bin").toString());
        return folders.filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, "spark-submit"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new CommandException(
                        ExitCode.USAGE,
                        (home.isBlank()
                                        ? "there is no 'spark-submit' on the PATH"
                                        : "SPARK_HOME names '" + home + "', which has no bin/spark-submit")
                                + ". Install Apache Spark 4.2, or set SPARK_HOME to where it is; see docs/spark.md"));
    }

    private Path jar() throws CommandException {
        var named = environment.variable("BACKSIGHT_SPARK_JAR");
        var places = named.isBlank() ? besideThisProgram() : List.of(Path.of(named));
        return places.stream()
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new CommandException(
                        ExitCode.USAGE,
                        (named.isBlank()
                                        ? "there is no " + JAR + " beside this program"
                                        : "BACKSIGHT_SPARK_JAR names '" + named + "', which is no file")
                                + ". Build it with: ./mvnw -pl spark -am -Dmaven.test.skip=true package"));
    }

    private static List<Path> besideThisProgram() {
        return ownFile().map(SparkSubmission::places).orElse(List.of());
    }

    /// {@return where the jar may lie: beside the program's own, or where a folder above it has the sources}
    static List<Path> places(Path program) {
        var places = new ArrayList<>(List.of(program.resolveSibling(JAR)));
        for (var folder = program.getParent(); folder != null; folder = folder.getParent()) {
            places.add(folder.resolve("spark").resolve("target").resolve(JAR));
        }
        return places;
    }

    private static Optional<Path> ownFile() {
        try {
            return Optional.ofNullable(
                            SparkSubmission.class.getProtectionDomain().getCodeSource())
                    .map(source -> source.getLocation())
                    .map(location -> Path.of(location.getPath()));
        } catch (SecurityException e) {
            return Optional.empty();
        }
    }
}
