package io.github.backsight.table;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Rows by id, in the order of their source. The id is a column like the others, always text and never blank.
///
/// Immutable; threads may share it.
public final class Table {
    private final List<Column> columns;
    private final List<String> ids;
    private final Map<String, Integer> rowsById;

    /// @param columns in the order of the source, the id's among them; all of `ids.size()` rows
    /// @param ids one a row, each once
    public Table(List<Column> columns, List<String> ids) {
        this.columns = List.copyOf(columns);
        this.ids = List.copyOf(ids);
        this.rowsById = new HashMap<>(ids.size() * 2);
        for (int row = 0; row < ids.size(); row++) {
            if (rowsById.put(ids.get(row), row) != null) {
                throw new IllegalArgumentException("the id '" + ids.get(row) + "' stands in two rows");
            }
        }
    }

    public int rowCount() {
        return ids.size();
    }

    public List<Column> columns() {
        return columns;
    }

    public Optional<Column> column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    public List<String> ids() {
        return ids;
    }

    public OptionalInt row(String id) {
        var row = rowsById.get(id);
        return row == null ? OptionalInt.empty() : OptionalInt.of(row);
    }
}
