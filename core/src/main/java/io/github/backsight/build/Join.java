package io.github.backsight.build;

import io.github.backsight.table.Table;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Which row of a table belongs to which feature, by id.
///
/// @param featureOfRow one a row: the feature with the row's id, or [#NONE]; not to be changed
/// @param rowOfFeature one a feature: the row with the feature's id, or [#NONE]; not to be changed
record Join(int[] featureOfRow, int[] rowOfFeature) {
    static final int NONE = -1;

    /// @param featureIds one a feature, in order
    static Join of(Table table, List<String> featureIds) {
        Map<String, Integer> features = HashMap.newHashMap(featureIds.size());
        for (int feature = 0; feature < featureIds.size(); feature++) {
            features.put(featureIds.get(feature), feature);
        }
        var featureOfRow = new int[table.rowCount()];
        var rowOfFeature = new int[featureIds.size()];
        Arrays.fill(rowOfFeature, NONE);
        for (int row = 0; row < featureOfRow.length; row++) {
            int feature = features.getOrDefault(table.ids().get(row), NONE);
            featureOfRow[row] = feature;
            if (feature != NONE) {
                rowOfFeature[feature] = row;
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
