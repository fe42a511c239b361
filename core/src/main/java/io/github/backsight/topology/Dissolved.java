package io.github.backsight.topology;

import io.github.backsight.shape.Polygons;

/// Groups of features as single polygons, ordered by group.
///
/// Every feature of `polygons` is one polygon: its interior is connected, its shell runs counterclockwise, its holes
/// clockwise. The ids are running numbers.
public final class Dissolved {
    private final Polygons polygons;
    private final int[] groups;
    private final DissolveReport report;

    Dissolved(Polygons polygons, int[] groups, DissolveReport report) {
        this.polygons = polygons;
        this.groups = groups;
        this.report = report;
    }

    public Polygons polygons() {
        return polygons;
    }

    /// {@return the group that `feature` of the polygons is a piece of}
    public int group(int feature) {
        return groups[feature];
    }

    public DissolveReport report() {
        return report;
    }
}
