package io.github.backsight.shape;

/// The polygons of a run of a layer's rows: all that a writer of files needs of them at once.
///
/// Immutable; threads may share it.
public final class RowPolygons {
    private final int firstRow;
    private final Polygons polygons;
    private final int[] featureOfRow;

    /// Takes `featureOfRow` as it is: the caller must not keep it.
    ///
    /// @param featureOfRow of row `firstRow` and those after it the feature of `polygons`, or
    /// [Layer#NONE]
    public RowPolygons(int firstRow, Polygons polygons, int[] featureOfRow) {
        this.firstRow = firstRow;
        this.polygons = polygons;
        this.featureOfRow = featureOfRow;
    }

    int firstRow() {
        return firstRow;
    }

    /// {@return the row behind the last}
    int endRow() {
        return firstRow + featureOfRow.length;
    }

    Polygons polygons() {
        return polygons;
    }

    /// {@return the feature of [#polygons] that `row` has, or [Layer#NONE]}
    int feature(int row) {
        return featureOfRow[row - firstRow];
    }

    int polygonCount(int row) {
        int feature = feature(row);
        return feature == Layer.NONE ? 0 : polygons.polygonStart(feature + 1) - polygons.polygonStart(feature);
    }

    /// {@return the first ring of `row`; it owns those up to `endRing(row)`, exclusive}
    int firstRing(int row) {
        int feature = feature(row);
        return feature == Layer.NONE ? 0 : polygons.ringStart(polygons.polygonStart(feature));
    }

    int endRing(int row) {
        int feature = feature(row);
        return feature == Layer.NONE ? 0 : polygons.ringStart(polygons.polygonStart(feature + 1));
    }
}
