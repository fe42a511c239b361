package io.github.backsight.bench;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// Measures whole processes from outside, and pieces of work in this one.
///
/// The wall clock is this program's. Processor time and peak memory are what the kernel tells GNU time of a process and
/// its children when they have ended (`wait4`, `getrusage`); where there is no GNU time, both stay unknown. Peak memory
/// is
/// that of the largest process, not of all together.
final class Stopwatch {
    private static final int TAIL = 12;

    private final Optional<Path> gnuTime;
    private final Path logs;
    private int started;

    /// @param logs a folder for what the processes print
    Stopwatch(Optional<Path> gnuTime, Path logs) {
        this.gnuTime = gnuTime;
        this.logs = logs;
    }

    /// {@return how processes are measured here, for readers}
    String describe() {
        return gnuTime.map(
                        file -> "wall clock from outside; user and system time and peak resident memory by GNU time ("
                                + file + "), which asks the kernel (wait4)")
                .orElse("wall clock from outside; without GNU time, so neither processor time nor memory");
    }

    /// Runs a process to its end.
    ///
    /// @param output where its standard output goes
    /// @throws IOException if it cannot be started or does not end with 0; the message has its last lines
    Measurement process(List<String> command, Path folder, Map<String, String> variables, Path output)
            throws IOException {
        Files.createDirectories(logs);
        var errors = logs.resolve("errors-" + started);
        var usage = logs.resolve("usage-" + started++);
        var whole = new ArrayList<String>();
        gnuTime.ifPresent(file -> whole.addAll(List.of(file.toString(), "-o", usage.toString(), "-f", "%U %S %M")));
        whole.addAll(command);
        var builder = new ProcessBuilder(whole).directory(folder.toFile());
        builder.environment().putAll(variables);
        builder.redirectOutput(output.toFile()).redirectError(errors.toFile());
        long begun = System.nanoTime();
        var process = builder.start();
        process.getOutputStream().close();
        int exit = await(process);
        double seconds = (System.nanoTime() - begun) / 1e9;
        if (exit != 0) {
            throw new IOException(command.getFirst() + " ended with " + exit + ": " + tail(errors) + tail(output));
        }
        Files.delete(errors);
        return gnuTime.isEmpty()
                ? new Measurement(seconds, OptionalDouble.empty(), OptionalLong.empty())
                : usage(seconds, usage);
    }

    private static Measurement usage(double seconds, Path usage) throws IOException {
        var words = Files.readString(usage).strip().split(" ", -1);
        Files.delete(usage);
        return new Measurement(
                seconds,
                OptionalDouble.of(Double.parseDouble(words[0]) + Double.parseDouble(words[1])),
                OptionalLong.of(Long.parseLong(words[2]) * 1024));
    }

    private static int await(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException fault) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for a process");
        }
    }

    private static String tail(Path file) throws IOException {
        var lines = new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.UTF_8)
                .lines()
                .toList();
        return String.join(" / ", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
    }

    /// A piece of work inside this program.
    interface Work {
        void run() throws IOException;
    }

    /// Measures work in this process: wall clock and this process's processor time, its compiler's and collector's
    /// included; memory stays unknown. Begins on a heap that has just been collected, so that nobody pays for what
    /// another has left.
    static Measurement inProcess(Work work) throws IOException {
        System.gc();
        long cpu = cpuNanoseconds();
        long begun = System.nanoTime();
        work.run();
        double seconds = (System.nanoTime() - begun) / 1e9;
        return new Measurement(seconds, OptionalDouble.of((cpuNanoseconds() - cpu) / 1e9), OptionalLong.empty());
    }

    private static long cpuNanoseconds() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                .getProcessCpuTime();
    }
}
