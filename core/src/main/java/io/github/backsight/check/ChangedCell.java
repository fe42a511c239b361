package io.github.backsight.check;

import io.github.backsight.table.Column;
import io.github.backsight.table.Table;

/// A cell that is different in two tables. Its texts are made when they are asked for: of most cells
/// nobody asks.
public final class ChangedCell {
    private final Table now;
    private final int row;
    private final Column columnBefore;
    private final int codeBefore;
    private final Column columnNow;
    private final int codeNow;

    ChangedCell(Table now, int row, Column columnBefore, int codeBefore, Column columnNow, int codeNow) {
        this.now = now;
        this.row = row;
        this.columnBefore = columnBefore;
        this.codeBefore = codeBefore;
        this.columnNow = columnNow;
        this.codeNow = codeNow;
    }

    /// {@return the number of its row in the later table}
    public int row() {
        return row;
    }

    public String id() {
        return now.ids().get(row);
    }

    public String column() {
        return columnNow.name();
    }

    /// {@return what the earlier table has; empty for a blank}
    public String before() {
        return text(columnBefore, codeBefore);
    }

    /// {@return what the later table has; empty for a blank}
    public String after() {
        return text(columnNow, codeNow);
    }

    private static String text(Column column, int code) {
        return code == Column.BLANK ? "" : column.text(code);
    }
}
