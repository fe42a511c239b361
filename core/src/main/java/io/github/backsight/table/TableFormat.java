package io.github.backsight.table;

/// How a table is written.
public enum TableFormat {
    /// Lines of cells with separators: CSV, TSV.
    TEXT,
    PARQUET
}
