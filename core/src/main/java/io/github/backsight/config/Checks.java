package io.github.backsight.config;

/// Thresholds of the checks.
///
/// @param mostRowsWithoutPolygon the share of the main table's rows, 0 to 1, that may have no polygon
public record Checks(double mostRowsWithoutPolygon) {
    public static final Checks DEFAULT = new Checks(0.05);

    public Checks {
        if (!(mostRowsWithoutPolygon >= 0 && mostRowsWithoutPolygon <= 1)) {
            throw new IllegalArgumentException("a share is 0 to 1, not " + mostRowsWithoutPolygon);
        }
    }
}
