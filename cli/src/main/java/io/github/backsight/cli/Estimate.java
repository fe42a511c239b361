package io.github.backsight.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a build will take on many machines, told from a sample of its polygons before it begins.
/// None of it is a promise.
///
/// @param sampledBytes how much was looked at, unpacked
/// @param bytes of all polygons, unpacked
/// @param tiles of both layers
/// @param coreSeconds of executors
/// @param cores that there are
/// @param seconds of the clock
/// @param executorBytes the memory that an executor needs
/// @param driverBytes the memory that the driver needs
/// @param price of a core and hour, as the settings say it
/// @param money what the cores cost: they are paid while they wait, too
public record Estimate(
        long sampledBytes,
        long bytes,
        long features,
        long vertices,
        long shuffleBytes,
        long tiles,
        long tileBytes,
        double coreSeconds,
        int cores,
        double seconds,
        long executorBytes,
        long driverBytes,
        Optional<Double> price,
        Optional<Double> money) {

    /// {@return it as people read it, a line each}
    List<String> lines() {
        var lines = new ArrayList<>(List.of(
                "ESTIMATE, from a sample of " + share() + " of the polygons:",
                "  polygons  " + Figures.count(features) + " with " + Figures.count(vertices) + " vertices",
                "  tiles     " + Figures.count(tiles) + ", " + Figures.bytes(tileBytes),
                "  shuffle   " + Figures.bytes(shuffleBytes),
                "  work      " + Figures.count(Math.round(coreSeconds)) + " core seconds: "
                        + Figures.duration(Duration.ofMillis(Math.round(1000 * seconds))) + " on "
                        + Figures.count(cores, "core", "cores"),
                "  memory    " + Figures.bytes(executorBytes) + " an executor, " + Figures.bytes(driverBytes)
                        + " the driver"));
        money.ifPresent(sum -> lines.add("  money     " + String.format(Locale.ROOT, sum < 1 ? "%.4f" : "%.2f", sum)
                + price.map(each -> ", at " + each + " a core and hour").orElse("")));
        return List.copyOf(lines);
    }

    private String share() {
        return sampledBytes >= bytes
                ? "all " + Figures.bytes(bytes)
                : String.format(
                        Locale.ROOT,
                        "%s (%.1f %% of %s)",
                        Figures.bytes(sampledBytes),
                        100.0 * sampledBytes / bytes,
                        Figures.bytes(bytes));
    }
}
