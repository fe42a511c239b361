package io.github.backsight.parquet;

/// A column of a Parquet file, as its schema has it at the top.
///
/// @param name its own, which may be that of another column as well
/// @param number of the column among all that have values, from 0; -1 for [Kind#NESTED]
public record ParquetColumn(String name, int number, Kind kind) {

    /// What the cells of a column are.
    public enum Kind {
        /// Texts, and what is written as text: dates, times, UUIDs.
        TEXT,
        NUMBER,
        /// True or false.
        TRUTH,
        /// Bytes that nothing says to be text.
        BYTES,
        /// Lists, structures, maps and other things that are no single value.
        NESTED
    }

    /// {@return whether each cell is one text}
    public boolean isPlain() {
        return switch (kind) {
            case TEXT, NUMBER, TRUTH -> true;
            case BYTES, NESTED -> false;
        };
    }
}
