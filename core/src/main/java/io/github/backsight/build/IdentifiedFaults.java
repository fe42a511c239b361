package io.github.backsight.build;

import io.github.backsight.topology.Coverage;
import io.github.backsight.topology.CoverageFaults;
import io.github.backsight.topology.Fault;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Faults of borders, with the ids of the features concerned.
///
/// @param list in the order of features, then kinds
/// @param ids of the features that `list` names
public record IdentifiedFaults(List<Fault> list, Map<Integer, String> ids) {
    public IdentifiedFaults {
        list = List.copyOf(list);
        ids = Map.copyOf(ids);
    }

    static IdentifiedFaults of(Coverage coverage, CoverageFaults faults) {
        Map<Integer, String> ids = new HashMap<>();
        for (var fault : faults.list()) {
            ids.put(fault.feature(), coverage.id(fault.feature()));
            ids.put(fault.other(), coverage.id(fault.other()));
        }
        return new IdentifiedFaults(faults.list(), ids);
    }

    /// {@return the id of a feature that has a fault}
    String id(int feature) {
        return ids.getOrDefault(feature, "");
    }
}
