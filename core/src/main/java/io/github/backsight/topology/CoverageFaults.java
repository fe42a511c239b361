package io.github.backsight.topology;

import io.github.backsight.parallel.Workers;
import io.github.backsight.section.SectionReader;
import io.github.backsight.section.SectionWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What keeps a coverage from being clean: borders that cross or do not match, features that overlap.
///
/// @param list each kind once for each pair of features, in the order of features, then kinds
public record CoverageFaults(List<Fault> list) {
    public CoverageFaults {
        list = List.copyOf(list);
    }

    /// Looks at all borders of `coverage`.
    public static CoverageFaults of(Coverage coverage) {
        try (var alone = new Workers(1)) {
            return of(coverage, alone);
        }
    }

    /// The same, by several threads.
    public static CoverageFaults of(Coverage coverage, Workers workers) {
        var arcs = coverage.arcs();
        var sides = new Sides(coverage);
        var nodes = new Nodes(arcs);
        var seen = new FaultCollector(coverage);
        addDoubled(arcs, sides, seen);
        new NodeCheck(arcs, nodes, sides, seen).run();
        checkEdges(coverage, sides, workers, seen);
        new IslandCheck(arcs, sides, seen).run();
        return new CoverageFaults(seen.sorted());
    }

    private static void checkEdges(Coverage coverage, Sides sides, Workers workers, FaultCollector seen) {
        var check = new EdgeCheck(coverage.arcs(), sides);
        var parts = workers.inRanges(check.bunchCount(), (from, to) -> {
            var part = new FaultCollector(coverage);
            check.run(from, to, part);
            return part;
        });
        parts.forEach(seen::addAll);
    }

    private static void addDoubled(Arcs arcs, Sides sides, FaultCollector seen) {
        Map<Integer, List<Integer>> featuresByUse = new LinkedHashMap<>();
        for (int i = 0; i < sides.displacedCount(); i++) {
            var features = featuresByUse.computeIfAbsent(sides.displacedAt(i), unused -> new ArrayList<>());
            if (features.isEmpty()) {
                features.add(sides.displacer(i));
            }
            for (int feature : features) {
                seen.add(Fault.Kind.DOUBLED, feature, sides.displaced(i), arcs.firstVertex(sides.displacedAt(i)));
            }
            features.add(sides.displaced(i));
        }
    }

    /// Writes all of them, to be read back by [#from].
    public void writeTo(SectionWriter section) throws IOException {
        section.texts(list.stream().map(fault -> fault.kind().name()).toList());
        section.ints(list.stream().mapToInt(Fault::feature).toArray());
        section.ints(list.stream().mapToInt(Fault::other).toArray());
        section.doubles(list.stream().mapToDouble(Fault::longitude).toArray(), list.size());
        section.doubles(list.stream().mapToDouble(Fault::latitude).toArray(), list.size());
    }

    /// {@return what [#writeTo] wrote}
    public static CoverageFaults from(SectionReader section) throws IOException {
        var kinds = section.texts();
        var features = section.ints();
        var others = section.ints();
        var longitudes = section.doubles();
        var latitudes = section.doubles();
        List<Fault> list = new ArrayList<>(kinds.size());
        for (int i = 0; i < kinds.size(); i++) {
            var kind = Fault.Kind.valueOf(kinds.get(i));
            list.add(new Fault(kind, features[i], others[i], longitudes[i], latitudes[i]));
        }
        return new CoverageFaults(list);
    }

    public boolean isClean() {
        return list.isEmpty();
    }
}
