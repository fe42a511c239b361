package io.github.backsight.table;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;

/// Groups of rows by the first characters of their ids, as the states of a country, and what a table calls
/// them.
///
/// @param characters how many first characters of an id name its group; 0: there are no groups
public record Groups(int characters) {
    /// {@return the group of an id}
    public String of(String id) {
        return id.substring(0, Math.min(characters, id.length()));
    }

    /// {@return what a column calls the groups: the first whose text is the same for all rows of a group, and
    /// another for each group; empty where none is}
    ///
    /// @param idColumn the name of the column of ids
    public Map<String, String> names(Table table, String idColumn) {
        if (characters == 0) {
            return Map.of();
        }
        for (var column : table.columns()) {
            if (column.kind() == Column.Kind.TEXT && !column.name().equals(idColumn)) {
                var names = names(table, column);
                if (!names.isEmpty()) {
                    return names;
                }
            }
        }
        return Map.of();
    }

    private Map<String, String> names(Table table, Column column) {
        var names = new HashMap<String, String>();
        for (int row = 0; row < table.rowCount(); row++) {
            int code = column.code(row);
            if (code == Column.BLANK) {
                return Map.of();
            }
            var known = names.putIfAbsent(of(table.ids().get(row)), column.text(code));
            if (known != null && !known.equals(column.text(code))) {
                return Map.of();
            }
        }
        boolean distinct = new HashSet<>(names.values()).size() == names.size() && names.size() > 1;
        return distinct ? names : Map.of();
    }
}
