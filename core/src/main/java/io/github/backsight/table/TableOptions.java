package io.github.backsight.table;

import java.util.Locale;
import java.util.Optional;

/// How to read a table.
///
/// @param idColumn the column whose texts are the rows' ids
/// @param scoreColumn the column that must hold numbers or true/false, if any must
/// @param separator what stands between two cells: a comma or a tab
/// @param format what the content has to be; empty: whatever it is
public record TableOptions(
        String idColumn, Optional<String> scoreColumn, char separator, Optional<TableFormat> format) {

    /// How to read a table of any format.
    public TableOptions(String idColumn, Optional<String> scoreColumn, char separator) {
        this(idColumn, scoreColumn, separator, Optional.empty());
    }

    public TableOptions {
        if (idColumn.isBlank()) {
            throw new IllegalArgumentException("the id column has no name");
        }
        if (separator == '"' || separator == '\n' || separator == '\r') {
            throw new IllegalArgumentException("no separator of cells: '" + separator + "'");
        }
    }

    /// {@return the separator that a file of this name has: a tab for `.tsv` and `.tab`, also packed, else a comma}
    public static char separatorOf(String name) {
        return name.toLowerCase(Locale.ROOT).matches(".*\\.(tsv|tab)(\\.(gz|zip))?") ? '\t' : ',';
    }
}
