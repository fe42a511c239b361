package io.github.backsight.table;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Rows by id, in the order of their source. The id is a column like the others, always text and never blank.
///
/// Immutable; threads may share it.
public final class Table {
    private final List<Column> columns;
    private final Texts ids;
    private final TextIndex rowsById;

    /// @param columns in the order of the source, the id's among them; all of `ids.size()` rows
    /// @param ids one a row, each once
    public Table(List<Column> columns, List<String> ids) {
        this.columns = List.copyOf(columns);
        this.ids = Texts.of(ids);
        this.rowsById = TextIndex.of(this.ids);
        if (rowsById.repeated().isPresent()) {
            throw new IllegalArgumentException(
                    "the id '" + ids.get(rowsById.repeated().getAsInt()) + "' stands in two rows");
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
        byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
        int row = rowsById.find(ids, bytes, bytes.length, TextIndex.hash(bytes, bytes.length));
        return row == TextIndex.NONE ? OptionalInt.empty() : OptionalInt.of(row);
    }
}
