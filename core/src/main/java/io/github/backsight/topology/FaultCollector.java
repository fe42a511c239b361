package io.github.backsight.topology;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Keeps the first sight of each kind of fault of each pair of features.
final class FaultCollector {
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
        faults.computeIfAbsent(
                new Sight(kind, low, high),
                unused -> new Fault(kind, low, high, coverage.longitude(vertex), coverage.latitude(vertex)));
    }

    /// Takes in what another one has seen, after what is here.
    void addAll(FaultCollector later) {
        later.faults.forEach(faults::putIfAbsent);
    }

    List<Fault> sorted() {
        return faults.values().stream()
                .sorted(Comparator.comparingInt(Fault::feature)
                        .thenComparingInt(Fault::other)
                        .thenComparing(Fault::kind))
                .toList();
    }
}
