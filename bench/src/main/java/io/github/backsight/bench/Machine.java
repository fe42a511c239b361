package io.github.backsight.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// The machine that measures.
///
/// @param host what the user calls it
/// @param memoryBytes what the machine has
/// @param load the load average of the last minute at the beginning; negative where the system does not tell
record Machine(String host, int cores, String processor, long memoryBytes, String java, String system, double load) {
    /// {@return this machine}
    static Machine here(String host) {
        var system = ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
        return new Machine(
                host,
                Runtime.getRuntime().availableProcessors(),
                processorName(),
                system.getTotalMemorySize(),
                System.getProperty("java.vm.name") + " " + Runtime.version(),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                loadNow());
    }

    /// {@return the load average of the last minute, or a negative number}
    static double loadNow() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static String processorName() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown processor");
        } catch (IOException absent) {
            return "unknown processor";
        }
    }

    String describe() {
        return String.format(
                Locale.ROOT,
                "%s: %d cores of %s, %.1f GiB of memory; %s; %s; load average %.1f at the beginning",
                host,
                cores,
                processor,
                memoryBytes / (double) (1L << 30),
                java,
                system,
                load);
    }
}
