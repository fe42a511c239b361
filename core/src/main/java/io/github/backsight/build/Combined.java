package io.github.backsight.build;

import io.github.backsight.finding.Finding;
import io.github.backsight.shape.Layer;
import io.github.backsight.topology.Coverage;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the combine step makes of a table and its polygons.
///
/// @param high every row, its polygons, all columns
/// @param coverage the borders of all polygons of `high`, also of those without a row
/// @param low the dissolved buckets and the polygons kept whole, each with its score
/// @param counts what was counted, in the order that people read it; whole numbers are `Long`, others `Double`
/// @param findings what was odd, also with the inputs
public record Combined(Layer high, Coverage coverage, Layer low, Map<String, Number> counts, List<Finding> findings) {
    public Combined {
        counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
        findings = List.copyOf(findings);
    }
}
