package io.github.backsight.shape;

import io.github.backsight.finding.Findings;
import io.github.backsight.finding.Severity;
import io.github.backsight.table.Column;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.IntFunction;

/// One column as a field of a `.dbf`: `L` for true and false, `N` for numbers, `C` for text, as wide as its values
/// need.
///
/// Numbers keep up to 15 decimals and 24 characters, what GDAL gives a real number; text keeps up to 254 bytes of
/// UTF-8 and is cut between characters. A column with a number too long even without decimals becomes text.
final class ShapefileField {
    private static final int MOST_TEXT_BYTES = 254;
    private static final int MOST_NUMBER_CHARACTERS = 24;
    private static final int MOST_DECIMALS = 15;

    /// Columns with more distinct texts are encoded cell by cell: keeping them all would cost more than it saves.
    private static final int MOST_KEPT = 4096;

    private final Column column;
    private final char type;
    private final int width;
    private final int decimals;
    private final byte[] blank;
    private final IntFunction<byte[]> encoded;

    private ShapefileField(Column column, char type, int width, int decimals, char blank, IntFunction<byte[]> encode) {
        this.column = column;
        this.type = type;
        this.width = width;
        this.decimals = decimals;
        this.blank = new byte[width];
        Arrays.fill(this.blank, (byte) blank);
        this.encoded = kept(column.distinctCount(), encode);
    }

    /// @param name what the column is called, for findings
    /// @param findings where values that do not fit are told
    static ShapefileField of(Column column, String name, Findings findings) {
        return switch (column.kind()) {
            case TRUTH -> truth(column);
            case NUMBER -> number(column, name, findings);
            case TEXT -> text(column, name, findings);
        };
    }

    char type() {
        return type;
    }

    int width() {
        return width;
    }

    int decimals() {
        return decimals;
    }

    /// Puts the cells of rows `firstRow` to `endRow`, exclusive, into `bytes`: the first at `place`, each further one
    /// `step` behind.
    void write(int firstRow, int endRow, byte[] bytes, int place, int step) {
        for (int row = firstRow; row < endRow; row++) {
            int code = column.code(row);
            var cell = code == Column.BLANK ? blank : encoded.apply(code);
            System.arraycopy(cell, 0, bytes, place + (row - firstRow) * step, width);
        }
    }

    private static IntFunction<byte[]> kept(int distinct, IntFunction<byte[]> encode) {
        if (distinct > MOST_KEPT) {
            return encode;
        }
        var all = new byte[distinct][];
        Arrays.setAll(all, encode);
        return code -> all[code];
    }

    private static ShapefileField truth(Column column) {
        return new ShapefileField(column, 'L', 1, 0, '?', code -> new byte[] {(byte) (column.truth(code) ? 'T' : 'F')});
    }

    private static ShapefileField text(Column column, String name, Findings findings) {
        int width = 1;
        var cut = new boolean[column.distinctCount()];
        for (int code = 0; code < cut.length; code++) {
            int bytes = column.text(code).getBytes(StandardCharsets.UTF_8).length;
            cut[code] = bytes > MOST_TEXT_BYTES;
            width = Math.max(width, Math.min(bytes, MOST_TEXT_BYTES));
        }
        tell(
                findings,
                "shapefile.text-cut",
                Severity.WARN,
                column,
                name,
                cut,
                "texts were cut to " + MOST_TEXT_BYTES + " bytes, the most that a Shapefile holds",
                "Take the whole texts from the GeoJSON or the tiles");
        int wide = width;
        return new ShapefileField(column, 'C', width, 0, ' ', code -> padded(column.text(code), wide));
    }

    private static byte[] padded(String text, int width) {
        var utf8 = text.getBytes(StandardCharsets.UTF_8);
        int end = Math.min(utf8.length, width);
        // A byte 10xxxxxx continues a character: step back to where one begins.
        while (end < utf8.length && end > 0 && (utf8[end] & 0xC0) == 0x80) {
            end--;
        }
        var bytes = Arrays.copyOf(utf8, width);
        Arrays.fill(bytes, end, width, (byte) ' ');
        return bytes;
    }

    private static ShapefileField number(Column column, String name, Findings findings) {
        int wholeDigits = 1;
        int sign = 0;
        int scale = 0;
        for (int code = 0; code < column.distinctCount(); code++) {
            var value = value(column, code);
            wholeDigits = Math.max(wholeDigits, value.precision() - value.scale());
            sign = value.signum() < 0 ? 1 : sign;
            scale = Math.max(scale, value.scale());
        }
        if (wholeDigits + sign > MOST_NUMBER_CHARACTERS) {
            return numberAsText(column, name, findings);
        }
        int room = Math.max(MOST_NUMBER_CHARACTERS - 1 - wholeDigits - sign, 0);
        int decimals = Math.min(Math.min(scale, MOST_DECIMALS), room);
        int carry = scale > decimals ? 1 : 0; // Rounding 9.99 to one decimal needs one more digit.
        int width = carry + sign + wholeDigits + (decimals > 0 ? decimals + 1 : 0);
        if (scale > decimals) {
            tellRounded(column, name, decimals, findings);
        }
        return new ShapefileField(
                column, 'N', width, decimals, ' ', code -> printed(value(column, code), decimals, width));
    }

    private static void tellRounded(Column column, String name, int decimals, Findings findings) {
        var rounded = new boolean[column.distinctCount()];
        for (int code = 0; code < rounded.length; code++) {
            rounded[code] = value(column, code).scale() > decimals;
        }
        tell(
                findings,
                "shapefile.number-rounded",
                Severity.INFO,
                column,
                name,
                rounded,
                "numbers were rounded to the " + decimals + " decimals that fit a Shapefile's column",
                "Take the exact numbers from the GeoJSON or the tiles");
    }

    private static ShapefileField numberAsText(Column column, String name, Findings findings) {
        var all = new boolean[column.distinctCount()];
        Arrays.fill(all, true);
        tell(
                findings,
                "shapefile.number-as-text",
                Severity.INFO,
                column,
                name,
                all,
                "numbers were written as text: one of the column has more than " + MOST_NUMBER_CHARACTERS + " digits",
                "Nothing is lost; convert the text where numbers are needed");
        return text(column, name, findings);
    }

    private static BigDecimal value(Column column, int code) {
        var value = new BigDecimal(column.text(code).strip());
        // A double knows nothing below 1e-324; so printing never needs thousands of zeros.
        return value.scale() > 1000 ? BigDecimal.ZERO : value.stripTrailingZeros();
    }

    private static byte[] printed(BigDecimal value, int decimals, int width) {
        var text = value.setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
        return (" ".repeat(width - text.length()) + text).getBytes(StandardCharsets.US_ASCII);
    }

    /// Tells how many cells have a marked text.
    private static void tell(
            Findings findings,
            String code,
            Severity severity,
            Column column,
            String name,
            boolean[] marked,
            String message,
            String action) {
        long cells = 0;
        for (int row = 0; row < column.rowCount(); row++) {
            cells += !column.isBlank(row) && marked[column.code(row)] ? 1 : 0;
        }
        if (cells > 0) {
            findings.see(code, severity, "column '" + name + "'", name, message, action, cells);
        }
    }
}
