package io.github.backsight.tile;

import io.github.backsight.table.Column;

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
}
