package io.github.backsight.page;

import java.util.List;
import java.util.Optional;

/// A table of a page.
///
/// @param headings one a column; those that begin with `>` are set flush right, without it
/// @param note what stands above it; may be empty
public record PageTable(String title, String note, List<String> headings, List<Row> rows) {
    public PageTable {
        headings = List.copyOf(headings);
        rows = List.copyOf(rows);
        int columns = headings.size();
        if (rows.stream().anyMatch(row -> row.cells().size() != columns)) {
            throw new IllegalArgumentException("each row of '" + title + "' has " + columns + " cells");
        }
    }

    /// @param cells one a column
    /// @param place where on the map the row's feature is, if it is on it
    public record Row(List<String> cells, Optional<Place> place) {
        public Row {
            cells = List.copyOf(cells);
        }

        public static Row of(String... cells) {
            return new Row(List.of(cells), Optional.empty());
        }
    }
}
