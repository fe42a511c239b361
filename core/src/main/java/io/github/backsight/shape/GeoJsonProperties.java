package io.github.backsight.shape;

import io.github.backsight.table.Column;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/// Prints the cells of a row as JSON members, in column order.
///
/// Columns are dictionary-coded, so a column of few distinct texts is printed once for each of them.
final class GeoJsonProperties {
    /// Columns with more distinct texts are printed cell by cell: keeping them all would cost more than it saves.
    private static final int MOST_KEPT = 4096;

    private static final Pattern JSON_NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");
    private static final Pattern NUMBER =
            Pattern.compile("(?<sign>[+-]?)0*(?<whole>\\d*?)(\\.(?<fraction>\\d*))?(?<exponent>[eE][+-]?\\d+)?");

    private final List<Printed> columns;

    GeoJsonProperties(Layer layer) {
        var names = layer.names();
        var all = layer.columns();
        columns = java.util.stream.IntStream.range(0, names.size())
                .mapToObj(i -> new Printed(all.get(i), (i == 0 ? "" : ",") + string(names.get(i)) + ":"))
                .toList();
    }

    void write(int row, GeoJsonBuffer out) {
        for (var column : columns) {
            out.bytes(column.member(row));
        }
    }

    /// {@return `text` as a JSON string (RFC 8259, section 7)}
    static String string(String text) {
        var json = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> {
                    if (c < ' ') {
                        json.append("\\u00")
                                .append(Character.forDigit(c >> 4, 16))
                                .append(Character.forDigit(c & 15, 16));
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        return json.append('"').toString();
    }

    /// {@return `text` in its own digits, with what JSON wants besides: `.5` is `0.5`, `+5` is `5`, `1.` is `1.0`}
    static String number(String text) {
        if (JSON_NUMBER.matcher(text).matches()) {
            return text;
        }
        var parts = NUMBER.matcher(text.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a decimal number: '" + text + "'");
        }
        var whole = parts.group("whole");
        var fraction = parts.group("fraction");
        var exponent = parts.group("exponent");
        return (parts.group("sign").equals("-") ? "-" : "")
                + (whole.isEmpty() ? "0" : whole)
                + (fraction == null ? "" : "." + (fraction.isEmpty() ? "0" : fraction))
                + (exponent == null ? "" : exponent);
    }

    /// One column, as members that are ready to be written.
    private static final class Printed {
        private final Column column;
        private final String start;
        private final byte[] blank;
        private final byte[][] kept;

        Printed(Column column, String start) {
            this.column = column;
            this.start = start;
            this.blank = (start + "null").getBytes(StandardCharsets.UTF_8);
            this.kept = new byte[column.distinctCount() <= MOST_KEPT ? column.distinctCount() : 0][];
            for (int code = 0; code < kept.length; code++) {
                kept[code] = print(code);
            }
        }

        byte[] member(int row) {
            int code = column.code(row);
            if (code == Column.BLANK) {
                return blank;
            }
            return kept.length == 0 ? print(code) : kept[code];
        }

        private byte[] print(int code) {
            var value = switch (column.kind()) {
                case TRUTH -> String.valueOf(column.truth(code));
                case NUMBER -> number(column.text(code));
                case TEXT -> string(column.text(code));
            };
            return (start + value).getBytes(StandardCharsets.UTF_8);
        }
    }
}
