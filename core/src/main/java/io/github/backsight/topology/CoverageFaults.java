package io.github.backsight.topology;

import java.util.List;

/// What keeps a coverage from being clean: borders that cross or do not match, features that overlap.
///
/// @param list each kind once for each pair of features, in the order of features, then kinds
public record CoverageFaults(List<Fault> list) {
    public CoverageFaults {
        list = List.copyOf(list);
    }

    /// Looks at all borders of `coverage`.
    public static CoverageFaults of(Coverage coverage) {
        var arcs = coverage.arcs();
        var sides = new Sides(coverage);
        var nodes = new Nodes(arcs);
        var seen = new FaultCollector(coverage);
        for (int i = 0; i < sides.displacedCount(); i++) {
            seen.add(Fault.Kind.DOUBLED, sides.displaced(i), sides.displacer(i), arcs.start[sides.displacedAt(i)]);
        }
        new NodeCheck(arcs, nodes, sides, seen).run();
        new EdgeCheck(arcs, sides, seen).run();
        new IslandCheck(arcs, sides, seen).run();
        return new CoverageFaults(seen.sorted());
    }

    public boolean isClean() {
        return list.isEmpty();
    }
}
