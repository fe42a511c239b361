package io.github.backsight.table;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.github.backsight.content.Content;
import io.github.backsight.finding.BadInputException;
import io.github.backsight.finding.Findings;
import io.github.backsight.finding.Severity;
import io.github.backsight.parquet.ParquetFile;
import io.github.backsight.progress.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Reads a CSV or TSV file (RFC 4180; UTF-8, with or without byte order mark) or a Parquet file to a
/// [Table]. Which of them it is, the content says, not its name.
public final class TableReader {
    private final Content content;
    private final TableOptions options;
    private final Findings findings;
    private final Cells cells = new Cells();

    private TableReader(Content content, TableOptions options, Findings findings) {
        this.content = content;
        this.options = options;
        this.findings = findings;
    }

    /// Reads all of `content`; what is odd about it goes to `findings`, under codes `table.*` and `content.*`.
    ///
    /// @throws io.github.backsight.finding.BadInputException if the table cannot be used; it carries the findings
    /// @throws IOException if the file cannot be read
    public static Table read(Content content, TableOptions options, Progress progress, Findings findings)
            throws IOException {
        boolean parquet = ParquetFile.is(content, findings);
        refuseOtherFormat(parquet ? TableFormat.PARQUET : TableFormat.TEXT, options, findings);
        if (parquet) {
            var cells = ParquetCells.read(content, options, progress, findings);
            return table(cells, options, findings);
        }
        var reader = new TableReader(content, options, findings);
        try (var stream = content.open(progress, findings)) {
            try {
                reader.readCells(stream);
            } catch (BadInputException e) {
                // Damaged bytes look like anything; say that they are damaged, not what they look like.
                stream.verifyRest();
                throw e;
            }
        }
        if (reader.cells.names().isEmpty()) {
            throw findings.fatal("table.empty", "", "the table is empty", "Put a file with a header and rows");
        }
        if (reader.cells.rows() == 0) {
            throw noRows("line 1", findings);
        }
        return table(reader.cells, options, findings);
    }

    private static void refuseOtherFormat(TableFormat format, TableOptions options, Findings findings)
            throws BadInputException {
        if (options.format().isPresent() && options.format().get() != format) {
            throw findings.fatal(
                    "table.other-format",
                    "beginning",
                    format == TableFormat.PARQUET
                            ? "the content is Parquet, and the configuration says that it is text"
                            : "the content is not Parquet, as the name or the format in the configuration says",
                    "Configure the 'format' that the content has, or put a file of that format");
        }
    }

    static BadInputException noRows(String place, Findings findings) {
        return findings.fatal("table.no-rows", place, "the table has a header and no rows", "Put a file with rows");
    }

    private void readCells(InputStream stream) throws IOException {
        var rows = rows(text(stream)); // not closed here: whoever opened the stream may still verify its rest
        try {
            while (rows.hasNext()) {
                switch (rows.next()) {
                    case HEADER -> new Header(cells.names(), options, "line 1", findings).check();
                    case RAGGED -> seeRagged();
                    case WHOLE, NONE -> {}
                }
            }
        } catch (CsvParseException e) {
            throw quoting(e);
        } catch (UncheckedIOException e) {
            throw e.getCause() instanceof CharacterCodingException ? Charsets.fault(content, findings) : e.getCause();
        }
    }

    private CloseableIterator<Cells.Row> rows(Reader text) {
        return CsvReader.builder()
                .fieldSeparator(options.separator())
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .build(cells, text)
                .iterator();
    }

    private static Reader text(InputStream stream) throws IOException {
        var start = new PushbackInputStream(stream, 3);
        byte[] bytes = start.readNBytes(3);
        boolean marked =
                bytes.length == 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF;
        if (!marked) {
            start.unread(bytes);
        }
        return new InputStreamReader(
                start,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    private void seeRagged() {
        int columns = cells.names().size();
        findings.see(
                "table.ragged-row",
                Severity.FAIL,
                "line " + cells.lineUnderWay(),
                "line " + cells.lineUnderWay() + ": " + cells.fieldsSeen(),
                "a row has " + cells.fieldsSeen() + " cells where the header has " + columns,
                "Look for a separator or a line break inside a cell: such a cell must stand in quotes");
    }

    private BadInputException quoting(CsvParseException fault) {
        boolean stray = String.valueOf(fault.getMessage()).startsWith("Unexpected character after closing quote");
        return findings.fatal(
                stray ? "table.stray-quote" : "table.unclosed-quote",
                "line " + cells.lineUnderWay(),
                stray
                        ? "in the row that begins here a cell goes on after its closing quote"
                        : "a quote in the row that begins here is never closed",
                "Close the quote; a quote inside a quoted cell is written twice");
    }

    private static Table table(TableCells cells, TableOptions options, Findings findings) throws BadInputException {
        int idNumber = cells.names().indexOf(options.idColumn());
        var ids = ids(cells, cells.column(idNumber), options, findings);
        var kinds = new ColumnKinds(cells, options, findings);
        var columns = kinds.columns(idNumber);
        findings.throwIfFailed();
        return new Table(columns, ids);
    }

    private static List<String> ids(TableCells cells, ColumnBuilder column, TableOptions options, Findings findings) {
        var texts = column.texts();
        // As many texts as rows: each row has an id, and each another one.
        var ids = texts.size() == cells.rows() ? texts : withFaults(texts, cells, column, options, findings);
        Ids.check(ids, cells::place, "table", findings);
        return ids;
    }

    private static List<String> withFaults(
            Texts texts, TableCells cells, ColumnBuilder column, TableOptions options, Findings findings) {
        var ids = new ArrayList<String>(cells.rows());
        for (int row = 0; row < cells.rows(); row++) {
            int code = column.code(row);
            ids.add(code == Column.BLANK ? "" : texts.get(code));
            if (code == Column.BLANK) {
                findings.see(
                        "table.blank-id",
                        Severity.FAIL,
                        cells.place(row),
                        cells.place(row),
                        "a row has no " + options.idColumn(),
                        "Fill in the id or take the row out");
            }
        }
        return ids;
    }
}
