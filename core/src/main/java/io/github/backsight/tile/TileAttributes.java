package io.github.backsight.tile;

import io.github.backsight.table.Column;
import java.util.List;
import java.util.Map;

/// What tiles say of features, to be carried row by row to where the tiles are made: a [TileLayer]
/// of some rows takes it there. Keeps nothing but the columns.
///
/// Immutable; threads may share it.
public final class TileAttributes {
    private final List<TileField> fields;
    private final Map<String, String> fieldKinds;

    /// @param fields the attributes, in the order of their keys
    public TileAttributes(List<TileField> fields) {
        this.fields = List.copyOf(fields);
        this.fieldKinds = TileField.kinds(fields);
    }

    /// {@return each field's kind, in order: what TileJSON's `vector_layers` and MBTiles' `json`
    /// say of them}
    public Map<String, String> fieldKinds() {
        return fieldKinds;
    }

    /// {@return the attributes of a row: of each field the length of its `Value` message as a
    /// varint, 0 for a blank, and the message; empty only where there are no fields}
    public byte[] ofRow(int row) {
        var bytes = new ByteBuilder(16 * fields.size());
        for (var field : fields) {
            int code = field.column().code(row);
            byte[] value = code == Column.BLANK ? new byte[0] : TileValues.encoded(field.column(), code);
            bytes.varint(value.length);
            bytes.bytes(value);
        }
        return bytes.toArray();
    }
}
