package io.github.backsight.shape;

import io.github.backsight.table.Column;
import io.github.backsight.table.Table;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/// What one output file holds: a feature a row of the table, with the row's columns as properties, and its polygons.
///
/// Immutable; threads may share it.
public final class Layer {
    /// What [#feature] says of a row without polygons.
    public static final int NONE = -1;

    private final Table table;
    private final List<String> names;
    private final RowPolygons rows;

    /// Takes `featureOfRow` as it is: the caller must not keep it.
    ///
    /// @param newNames what columns are called in the output, by their name in the table; the others keep theirs
    /// @param featureOfRow the feature of `polygons` that each row has, or [#NONE]
    public Layer(Table table, Map<String, String> newNames, Polygons polygons, int[] featureOfRow) {
        if (featureOfRow.length != table.rowCount()) {
            throw new IllegalArgumentException("a layer has a feature number for each of " + table.rowCount()
                    + " rows, not " + featureOfRow.length);
        }
        this.table = table;
        this.names = table.columns().stream()
                .map(Column::name)
                .map(name -> newNames.getOrDefault(name, name))
                .toList();
        this.rows = new RowPolygons(0, polygons, featureOfRow);
        var seen = new HashSet<String>();
        for (var name : names) {
            if (!seen.add(name)) {
                throw new IllegalArgumentException("two columns would be called '" + name + "' in the output");
            }
        }
    }

    public int rowCount() {
        return rows.endRow();
    }

    public List<Column> columns() {
        return table.columns();
    }

    /// {@return what each of [#columns] is called in the output}
    public List<String> names() {
        return names;
    }

    public Polygons polygons() {
        return rows.polygons();
    }

    /// {@return the feature of [#polygons] that `row` has, or [#NONE]}
    public int feature(int row) {
        return rows.feature(row);
    }

    /// {@return the polygons of all rows}
    public RowPolygons rows() {
        return rows;
    }
}
