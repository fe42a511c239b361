package io.github.backsight.config;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Reads a codebook: CSV or, by its name, TSV, with a header (RFC 4180; UTF-8, with or without byte order
/// mark).
final class CodebookReader {
    private static final int MOST_BYTES = 4 << 20;
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final String COLUMN = "column";
    private static final String LABEL = "label";
    private static final String DESCRIPTION = "description";

    private final Path file;
    private final Problems problems;
    private final Map<String, Codebook.Entry> entries = new HashMap<>();
    private final Map<String, Integer> lines = new HashMap<>();

    private CodebookReader(Path file) {
        this.file = file;
        this.problems = new Problems(file);
    }

    /// {@return what the file says, or what is wrong with it}
    static Codebook read(Path file) {
        return new CodebookReader(file).codebook();
    }

    private Codebook codebook() {
        try {
            if (!Files.isRegularFile(file)) {
                problems.add(0, 0, "there is no such file; the configuration names it as viewer.codebook");
            } else if (Files.size(file) > MOST_BYTES) {
                problems.add(0, 0, "it has more than " + MOST_BYTES + " bytes, which no codebook has");
            } else {
                rows(Files.readString(file));
            }
        } catch (CharacterCodingException e) {
            problems.add(0, 0, "not UTF-8; save the file as UTF-8");
        } catch (IOException e) {
            problems.add(0, 0, "it cannot be read: " + e);
        } catch (CsvParseException e) {
            problems.add(0, 0, "a quote is not closed, or a cell goes on after one: " + e.getMessage());
        }
        return problems.isEmpty()
                ? new Codebook.Entries(entries)
                : new Codebook.Unreadable(problems.exception().problems());
    }

    private void rows(String text) {
        var plain = text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
        boolean tabs = file.toString().toLowerCase(Locale.ROOT).endsWith(".tsv");
        var rows = CsvReader.builder()
                .fieldSeparator(tabs ? '\t' : ',')
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .ofCsvRecord(plain)
                .iterator();
        if (!rows.hasNext()) {
            problems.add(0, 0, "it is empty; it is to begin with a header: column,label,description");
            return;
        }
        var header = rows.next().getFields().stream().map(String::strip).toList();
        if (!isHeader(header)) {
            return;
        }
        while (rows.hasNext()) {
            row(header, rows.next());
        }
    }

    private boolean isHeader(List<String> header) {
        for (var name : List.of(COLUMN, LABEL)) {
            if (!header.contains(name)) {
                problems.add(
                        1,
                        1,
                        "the header has no '" + name + "'"
                                + Spelling.nearest(name, header)
                                        .map(nearest -> "; is it '" + nearest + "'?")
                                        .orElseGet(() -> "; it has " + quoted(header)));
            }
        }
        for (var name : List.of(COLUMN, LABEL, DESCRIPTION)) {
            if (header.indexOf(name) != header.lastIndexOf(name)) {
                problems.add(1, 1, "'" + name + "' stands in the header twice");
            }
        }
        return problems.isEmpty();
    }

    private static String quoted(List<String> names) {
        return names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
    }

    private void row(List<String> header, CsvRecord row) {
        int line = Math.toIntExact(row.getStartingLineNumber());
        if (row.getFieldCount() != header.size()) {
            problems.add(
                    line,
                    1,
                    "the row has " + row.getFieldCount() + " cells where the header has " + header.size()
                            + "; a cell with a separator in it must stand in quotes");
            return;
        }
        var column = cell(header, row, COLUMN);
        var entry = new Codebook.Entry(cell(header, row, LABEL), cell(header, row, DESCRIPTION));
        var first = lines.putIfAbsent(column, line);
        if (column.isEmpty()) {
            problems.add(line, 1, "the row names no column");
        } else if (first != null) {
            problems.add(line, 1, "the column '" + column + "' stands twice, first in line " + first);
        } else {
            entries.put(column, entry);
        }
    }

    private static String cell(List<String> header, CsvRecord row, String name) {
        int at = header.indexOf(name);
        return at < 0 ? "" : row.getField(at).strip();
    }
}
