package io.github.backsight.table;

import de.siegmar.fastcsv.reader.CsvCallbackHandler;
import de.siegmar.fastcsv.reader.RecordType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Takes the cells that FastCSV finds straight into columns, without an object for each.
final class Cells extends CsvCallbackHandler<Cells.Row> implements TableCells {
    private final List<String> names = new ArrayList<>();
    private List<ColumnBuilder> columns = List.of();
    private long[] lines = new long[256];
    private int rows;
    private long line;
    private int fields;
    private boolean empty;

    /// What became of one record of the file.
    enum Row {
        HEADER,
        WHOLE,
        RAGGED,
        NONE
    }

    @Override
    public List<String> names() {
        return names;
    }

    @Override
    public ColumnBuilder column(int number) {
        return columns.get(number);
    }

    @Override
    public ColumnBuilder takeColumn(int number) {
        return columns.set(number, new ColumnBuilder());
    }

    @Override
    public int rows() {
        return rows;
    }

    /// {@return the line that `row` begins in, from 1}
    @Override
    public String place(int row) {
        return "line " + lines[row];
    }

    /// {@return the line that the record under way begins in}
    long lineUnderWay() {
        return line;
    }

    /// {@return how many cells the last record had}
    int fieldsSeen() {
        return fields;
    }

    @Override
    protected void beginRecord(long startingLineNumber) {
        line = startingLineNumber;
        fields = 0;
        empty = false;
    }

    @Override
    protected void addField(char[] buffer, int offset, int length, boolean quoted) {
        if (columns.isEmpty()) {
            names.add(new String(buffer, offset, length));
        } else if (fields < columns.size() && !isBlank(buffer, offset, length)) {
            var column = columns.get(fields);
            column.fillTo(rows);
            column.add(buffer, offset, length);
        }
        fields++;
    }

    @Override
    protected Row buildRecord() {
        if (empty) {
            return Row.NONE;
        }
        if (columns.isEmpty()) {
            columns = new ArrayList<>();
            names.forEach(unused -> columns.add(new ColumnBuilder()));
            return Row.HEADER;
        }
        if (rows == lines.length) {
            lines = Arrays.copyOf(lines, rows * 2);
        }
        lines[rows++] = line;
        return fields == columns.size() ? Row.WHOLE : Row.RAGGED;
    }

    @Override
    protected void terminate() {
        columns.forEach(column -> column.fillTo(rows));
    }

    @Override
    protected void setEmpty() {
        empty = true;
    }

    @Override
    protected RecordType getRecordType() {
        return empty ? RecordType.EMPTY : RecordType.DATA;
    }

    @Override
    protected int getFieldCount() {
        return fields;
    }

    @Override
    protected void setComment(char[] buffer, int offset, int length) {
        throw new IllegalStateException("comments are not enabled");
    }

    private static boolean isBlank(char[] buffer, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (!Character.isWhitespace(buffer[i])) {
                return false;
            }
        }
        return true;
    }
}
