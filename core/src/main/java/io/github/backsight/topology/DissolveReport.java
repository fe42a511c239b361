package io.github.backsight.topology;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// How far the borders of the features of a [Dissolved] were clean.
///
/// @param overlaid how many features were united with others, or mended, by overlay arithmetic instead of shared arcs
/// @param reasons how many features had each kind of fault with themselves or with another of their group; a feature
/// with two kinds counts in both
public record DissolveReport(int overlaid, Map<Fault.Kind, Integer> reasons) {
    public DissolveReport {
        var sorted = new EnumMap<Fault.Kind, Integer>(Fault.Kind.class);
        sorted.putAll(reasons);
        reasons = Collections.unmodifiableMap(sorted);
    }
}
