package io.github.backsight.table;

import java.util.List;

/// The cells of a table, column by column, and where in the file they are.
sealed interface TableCells permits Cells, ParquetCells {
    /// {@return the names of the columns, in the order of the file}
    List<String> names();

    ColumnBuilder column(int number);

    /// {@return a column that nobody asks for again: what finds its texts is the larger part of it}
    ColumnBuilder takeColumn(int number);

    int rows();

    /// {@return where `row`, from 0, stands, for people}
    String place(int row);
}
