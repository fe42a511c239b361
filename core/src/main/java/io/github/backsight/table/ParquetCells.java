package io.github.backsight.table;

import io.github.backsight.content.Content;
import io.github.backsight.content.Limits;
import io.github.backsight.finding.BadInputException;
import io.github.backsight.finding.Findings;
import io.github.backsight.finding.Severity;
import io.github.backsight.parquet.ColumnCells;
import io.github.backsight.parquet.ParquetColumn;
import io.github.backsight.parquet.ParquetFile;
import io.github.backsight.parquet.RowGroup;
import io.github.backsight.progress.Progress;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;

/// The cells of a Parquet file as the texts that a CSV file would have, one column after another.
final class ParquetCells implements TableCells {
    private static final String HEADER = "columns";
    private static final int BATCH = 1 << 13;
    private static final int THREADS = 2;

    private final List<String> names;
    private final List<ColumnBuilder> columns;
    private final int rows;

    private ParquetCells(List<String> names, List<ColumnBuilder> columns, int rows) {
        this.names = names;
        this.columns = columns;
        this.rows = rows;
    }

    /// Reads all columns whose cells are single values; the others go to `findings`.
    ///
    /// @throws BadInputException if the table cannot be used; it carries the findings
    static ParquetCells read(Content content, TableOptions options, Progress progress, Findings findings)
            throws IOException {
        try (var file = ParquetFile.open(content, THREADS, findings)) {
            var plain = plain(file, findings);
            var names = plain.stream().map(ParquetColumn::name).toList();
            new Header(names, options, HEADER, findings).check();
            if (file.rows() == 0) {
                throw TableReader.noRows("", findings);
            }
            if (file.rows() > Integer.MAX_VALUE) {
                throw findings.fatal(
                        "table.too-many-rows",
                        "footer",
                        "the table has " + file.rows() + " rows; " + Integer.MAX_VALUE + " are the most",
                        "Leave out the rows that have no polygon");
            }
            var reading = new Reading(file, content.limits(), findings);
            try (var step = progress.start("reading " + findings.object(), plain.size(), Progress.Unit.ITEMS)) {
                var columns = new ArrayList<ColumnBuilder>();
                for (var column : plain) {
                    columns.add(reading.read(column));
                    step.advance(1);
                }
                return new ParquetCells(names, columns, (int) file.rows());
            }
        }
    }

    private static List<ParquetColumn> plain(ParquetFile file, Findings findings) {
        for (var column : file.columns()) {
            if (!column.isPlain()) {
                findings.see(
                        "table.column-left-out",
                        Severity.WARN,
                        "column " + column.name(),
                        column.name(),
                        "a column is left out: its cells are lists, structures, maps or bytes",
                        "Nothing to do if the map needs it not; or write it as columns of texts and numbers");
            }
        }
        return file.columns().stream().filter(ParquetColumn::isPlain).toList();
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

    @Override
    public String place(int row) {
        return "row " + (row + 1);
    }

    /// Counts the bytes that a CSV file would have: a few bytes of Parquet can stand for any number
    /// of cells.
    private static final class Reading {
        private final ParquetFile file;
        private final Limits limits;
        private final Findings findings;
        private final StringBuilder text = new StringBuilder();
        private char[] letters = new char[64];
        private long bytes;

        Reading(ParquetFile file, Limits limits, Findings findings) {
            this.file = file;
            this.limits = limits;
            this.findings = findings;
        }

        ColumnBuilder read(ParquetColumn column) throws IOException {
            var builder = new ColumnBuilder();
            for (var group : file.groups()) {
                if (group.rows() > 0) {
                    read(column, group, builder);
                }
            }
            return builder;
        }

        private void read(ParquetColumn column, RowGroup group, ColumnBuilder builder) throws IOException {
            try (var cells = file.cells(column, group, BATCH)) {
                while (cells.next()) {
                    take(column, cells, group, builder);
                }
                builder.fillTo((int) (group.firstRow() + cells.before()));
                if (cells.before() != group.rows()) {
                    throw file.damaged(
                            "it has " + cells.before() + " cells for " + group.rows() + " rows",
                            "column " + column.name() + ", row group " + group.number());
                }
            }
        }

        private void take(ParquetColumn column, ColumnCells cells, RowGroup group, ColumnBuilder builder)
                throws IOException {
            int before = (int) (group.firstRow() + cells.before());
            for (int cell = 0; cell < cells.count(); cell++) {
                text.setLength(0);
                if (!cells.isBlank(cell)) {
                    append(column, cells, cell, before + cell + 1);
                }
                if (!isBlank()) {
                    builder.fillTo(before + cell);
                    builder.add(letters, 0, text.length());
                }
                bytes += text.length() + 1L;
            }
            limits.refuseBeyond(bytes, file.size(), "column " + column.name(), findings);
        }

        private void append(ParquetColumn column, ColumnCells cells, int cell, int row) throws IOException {
            try {
                cells.append(cell, text);
            } catch (CharacterCodingException e) {
                throw findings.fatal(
                        "table.not-utf8",
                        "column " + column.name() + ", row " + row,
                        "the text is not UTF-8 here",
                        "Write the table again with texts in UTF-8");
            }
            if (letters.length < text.length()) {
                letters = new char[Math.max(text.length(), letters.length * 2)];
            }
            text.getChars(0, text.length(), letters, 0);
        }

        private boolean isBlank() {
            for (int i = 0; i < text.length(); i++) {
                if (!Character.isWhitespace(letters[i])) {
                    return false;
                }
            }
            return true;
        }
    }
}
