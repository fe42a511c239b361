package io.github.backsight.tile;

import io.github.backsight.table.Column;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One attribute of the tiles' features.
///
/// @param name its key in the tiles
/// @param column where its values come from
public record TileField(String name, Column column) {
    public TileField {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("an attribute of a tile needs a name");
        }
    }

    /// {@return the field under its column's own name}
    public static TileField of(Column column) {
        return new TileField(column.name(), column);
    }

    /// {@return `Number`, `Boolean` or `String`, as TileJSON 3.0.0 describes fields (section 3.3.2)}
    public String kind() {
        return switch (column.kind()) {
            case NUMBER -> "Number";
            case TRUTH -> "Boolean";
            case TEXT -> "String";
        };
    }

    /// {@return the kind of each field by its name, in order}
    ///
    /// @throws IllegalArgumentException if two fields have the same name
    static Map<String, String> kinds(List<TileField> fields) {
        var kinds = new LinkedHashMap<String, String>();
        for (var field : fields) {
            if (kinds.put(field.name(), field.kind()) != null) {
                throw new IllegalArgumentException("two attributes of the layer are called '" + field.name() + "'");
            }
        }
        return Collections.unmodifiableMap(kinds);
    }
}
