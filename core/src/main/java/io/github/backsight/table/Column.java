package io.github.backsight.table;

import java.util.List;
import java.util.regex.Pattern;

/// One column of a table, dictionary-coded: each row holds the number of one of the column's distinct texts.
///
/// Immutable; threads may share it.
public final class Column {
    /// What [#code] says of a cell that is blank.
    public static final int BLANK = -1;

    /// What all cells of a column are that are not blank.
    public enum Kind {
        /// `true` or `false`, in any case.
        TRUTH,
        /// A decimal number, not infinite, without leading zeros that would be lost.
        NUMBER,
        /// Anything else; also a column without a single value.
        TEXT
    }

    private static final Pattern JSON_NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");

    private final String name;
    private final Kind kind;
    private final Codes codes;
    private final Texts distinct;

    /// @param codes one a row: an index into `distinct`, or [#BLANK]
    /// @param distinct the column's texts as the source has them, each once, in order of first sight
    public Column(String name, Kind kind, int[] codes, List<String> distinct) {
        this(name, kind, Codes.of(codes), distinct);
    }

    /// Takes `codes` as they are: the caller must not change those there are.
    Column(String name, Kind kind, Codes codes, List<String> distinct) {
        this.name = name;
        this.kind = kind;
        this.codes = codes;
        this.distinct = Texts.of(distinct);
    }

    /// {@return a column of the same texts in other rows}
    ///
    /// @param newCodes one a row: a code of this column, or [#BLANK]
    public Column withCodes(int[] newCodes) {
        return new Column(name, kind, Codes.of(newCodes), distinct);
    }

    public String name() {
        return name;
    }

    public Kind kind() {
        return kind;
    }

    public int rowCount() {
        return codes.count();
    }

    /// {@return the number of the row's text, 0 to `distinctCount() - 1`, or [#BLANK]}
    public int code(int row) {
        return codes.at(row);
    }

    public boolean isBlank(int row) {
        return codes.at(row) == BLANK;
    }

    public int distinctCount() {
        return distinct.size();
    }

    /// {@return the text behind `code`, as the source has it}
    public String text(int code) {
        return distinct.get(code);
    }

    /// {@return the value behind `code` of a `NUMBER` column}
    public double number(int code) {
        return Double.parseDouble(distinct.get(code));
    }

    /// {@return the value behind `code` of a `TRUTH` column}
    public boolean truth(int code) {
        return distinct.get(code).strip().equalsIgnoreCase("true");
    }

    /// {@return the value behind `code` of a `NUMBER` column as JSON writes it: the source's own digits}
    public String decimal(int code) {
        var text = distinct.get(code).strip();
        if (JSON_NUMBER.matcher(text).matches()) {
            return text;
        }
        // What tables allow and JSON does not: `+1`, `.5` and `5.`
        var digits = (text.startsWith("+") ? text.substring(1) : text)
                .replaceFirst("^(-?)\\.", "$10.")
                .replaceFirst("\\.(?![0-9])", "");
        return JSON_NUMBER.matcher(digits).matches() ? digits : Double.toString(Double.parseDouble(text));
    }
}
