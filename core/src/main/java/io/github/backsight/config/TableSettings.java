package io.github.backsight.config;

import io.github.backsight.store.Key;
import java.util.Optional;

/// An input with rows.
///
/// @param id the column that holds the id
/// @param separator what stands between two cells: a comma, a tab, or what the file says
public record TableSettings(String name, Key key, Optional<String> member, String id, char separator)
        implements InputSettings {
    public TableSettings {
        if (separator == '"' || separator == '\n' || separator == '\r') {
            throw new IllegalArgumentException("a separator is not a quote or a line end");
        }
    }
}
