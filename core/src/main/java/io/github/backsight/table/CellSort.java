package io.github.backsight.table;

import java.util.Locale;

/// What a single text of a table looks like; the sorts of all its texts make the [Column.Kind] of a column.
enum CellSort {
    TRUTH,
    /// A finite decimal number: sign, digits, a point, an exponent.
    NUMBER,
    /// Digits that a number would not give back, as `007`.
    CODE,
    NOT_A_NUMBER,
    /// Also a number beyond the range of a double.
    INFINITE,
    TEXT;

    static CellSort of(String cell) {
        var text = cell.strip();
        if (text.isEmpty()) {
            return TEXT;
        }
        char first = text.charAt(0);
        boolean signed = first == '-' || first == '+';
        if (signed || first == '.' || isDigit(first)) {
            return numeric(text, signed ? 1 : 0);
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "false" -> TRUTH;
            case "nan" -> NOT_A_NUMBER;
            case "inf", "infinity" -> INFINITE;
            default -> TEXT;
        };
    }

    private static CellSort numeric(String text, int begin) {
        int whole = digitsFrom(text, begin);
        int end = whole;
        int digits = whole - begin;
        if (end < text.length() && text.charAt(end) == '.') {
            end = digitsFrom(text, whole + 1);
            digits += end - whole - 1;
        }
        if (digits == 0) {
            return begin == 1 && isInfinity(text) ? INFINITE : TEXT;
        }
        int mantissa = end;
        end = afterExponent(text, end);
        if (end < text.length()) {
            return TEXT;
        }
        if (whole - begin > 1 && text.charAt(begin) == '0') {
            return CODE;
        }
        // Only an exponent or more than 300 digits can leave the range of a double.
        boolean mayBeTooLarge = end > mantissa || whole > 300;
        return mayBeTooLarge && Double.isInfinite(Double.parseDouble(text)) ? INFINITE : NUMBER;
    }

    private static boolean isInfinity(String text) {
        var unsigned = text.substring(1);
        return unsigned.equalsIgnoreCase("inf") || unsigned.equalsIgnoreCase("infinity");
    }

    private static int afterExponent(String text, int begin) {
        if (begin >= text.length() || (text.charAt(begin) | 0x20) != 'e') {
            return begin;
        }
        int sign = begin + 1;
        boolean signed = sign < text.length() && (text.charAt(sign) == '-' || text.charAt(sign) == '+');
        int digits = signed ? sign + 1 : sign;
        int end = digitsFrom(text, digits);
        return end == digits ? begin : end;
    }

    private static int digitsFrom(String text, int begin) {
        int end = begin;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(char letter) {
        return letter >= '0' && letter <= '9';
    }
}
