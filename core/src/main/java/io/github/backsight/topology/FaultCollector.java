package io.github.backsight.topology;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;

/// Keeps of each kind of fault of each pair of features the westernmost place, and of these the
/// southernmost: whatever else is in the coverage, and in whatever order it is looked at.
final class FaultCollector {
    private static final Comparator<Fault> BY_PLACE =
            Comparator.comparingDouble(Fault::longitude).thenComparingDouble(Fault::latitude);

    private final Coverage coverage;
    private final Map<Sight, Fault> faults = new LinkedHashMap<>();

    private record Sight(Fault.Kind kind, int feature, int other) {}

    FaultCollector(Coverage coverage) {
        this.coverage = coverage;
    }

    /// Either feature may be [Sides#NOTHING]: then there is no fault.
    void add(Fault.Kind kind, int feature, int other, int vertex) {
        if (feature == Sides.NOTHING || other == Sides.NOTHING) {
            return;
        }
        int low = Math.min(feature, other);
        int high = Math.max(feature, other);
        faults.merge(
                new Sight(kind, low, high),
                new Fault(kind, low, high, coverage.longitude(vertex), coverage.latitude(vertex)),
                BinaryOperator.minBy(BY_PLACE));
    }

    /// Takes in what another one has seen.
    void addAll(FaultCollector other) {
        other.faults.forEach((sight, fault) -> faults.merge(sight, fault, BinaryOperator.minBy(BY_PLACE)));
    }

    List<Fault> sorted() {
        return faults.values().stream()
                .sorted(Comparator.comparingInt(Fault::feature)
                        .thenComparingInt(Fault::other)
                        .thenComparing(Fault::kind))
                .toList();
    }
}
