package io.github.backsight.config;

import java.util.List;
import java.util.Map;

/// What is asked of inputs besides that a build can use them.
///
/// @param mostRowsWithoutPolygon the share of the main table's rows, 0 to 1, that may have no polygon
/// @param mostPolygonsWithoutRow the share of the polygons, 0 to 1, that may have no row
/// @param knownWithoutPartner ids of rows and polygons that are expected to have none, and are not
/// counted
/// @param inputs rules by the name of the input
/// @param drift how far an input may be from that of the last good release
public record Checks(
        double mostRowsWithoutPolygon,
        double mostPolygonsWithoutRow,
        List<String> knownWithoutPartner,
        Map<String, InputRules> inputs,
        DriftLimits drift) {
    public static final Checks DEFAULT = new Checks(0.05, 1, List.of(), Map.of(), DriftLimits.DEFAULT);

    public Checks {
        requireShare(mostRowsWithoutPolygon);
        requireShare(mostPolygonsWithoutRow);
        knownWithoutPartner = List.copyOf(knownWithoutPartner);
        inputs = Map.copyOf(inputs);
    }

    /// {@return the rules of that input; none at all where it has none}
    public InputRules rules(String input) {
        return inputs.getOrDefault(input, InputRules.NONE);
    }

    private static void requireShare(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("a share is 0 to 1, not " + share);
        }
    }
}
