package io.github.backsight.build;

import io.github.backsight.table.Table;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Which row of a table belongs to which feature, by id.
///
/// @param featureOfRow one a row: the feature with the row's id, or [#NONE]; not to be changed
/// @param rowOfFeature one a feature: the row with the feature's id, or [#NONE]; not to be changed
record Join(int[] featureOfRow, int[] rowOfFeature) {
    static final int NONE = -1;

    /// @param featureIds one a feature, in order, each once
    static Join of(Table table, List<String> featureIds) {
        var featureOfRow = new int[table.rowCount()];
        Arrays.fill(featureOfRow, NONE);
        var rowOfFeature = new int[featureIds.size()];
        for (int feature = 0; feature < rowOfFeature.length; feature++) {
            int row = table.row(featureIds.get(feature)).orElse(NONE);
            rowOfFeature[feature] = row;
            if (row != NONE) {
                featureOfRow[row] = feature;
            }
        }
        return new Join(featureOfRow, rowOfFeature);
    }

    /// {@return the rows that no feature has, in order}
    int[] rowsWithoutPolygon() {
        return missing(featureOfRow);
    }

    /// {@return the features that no row has, in order}
    int[] polygonsWithoutRow() {
        return missing(rowOfFeature);
    }

    /// {@return a few of the ids at `places`, for people}
    static List<String> examples(List<String> ids, int[] places) {
        return Arrays.stream(places).limit(5).mapToObj(ids::get).toList();
    }

    private static int[] missing(int[] partners) {
        return IntStream.range(0, partners.length)
                .filter(place -> partners[place] == NONE)
                .toArray();
    }
}
