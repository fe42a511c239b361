package io.github.backsight.check;

import java.util.List;

/// What is different in polygons since others, by id.
///
/// A ring that begins at another corner, or winds the other way, is the same.
///
/// @param moved features of both whose shape is another
/// @param areaChanged square kilometres that belong to a feature now or did before, and not both, of
/// all moved ones
/// @param largest moved features, those with the largest changed area first, at most [#LISTED]
public record PolygonDiff(
        int before,
        int now,
        TableDiff.Ids added,
        TableDiff.Ids removed,
        int moved,
        double areaChanged,
        List<Move> largest,
        int verticesBefore,
        int verticesNow) {
    public static final int LISTED = 50;

    public PolygonDiff {
        largest = List.copyOf(largest);
    }

    /// @param area square kilometres that have changed: the symmetric difference
    /// @param distance metres from a corner of either to the other, at most: the discrete Hausdorff
    /// distance
    public record Move(String id, double area, double distance, double longitude, double latitude) {}

    public boolean isEmpty() {
        return added.count() + removed.count() + moved == 0;
    }

    /// {@return the whole in one sentence}
    public String sentence() {
        return isEmpty()
                ? "the polygons are the same"
                : Sights.number(before) + " → " + Sights.number(now) + " polygons (" + Sights.number(added.count())
                        + " added, " + Sights.number(removed.count()) + " removed, " + Sights.number(moved)
                        + " of another shape, " + Sights.number(areaChanged) + " km² changed)";
    }
}
