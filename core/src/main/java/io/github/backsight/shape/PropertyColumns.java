package io.github.backsight.shape;

import io.github.backsight.parquet.ParquetColumn;
import io.github.backsight.table.Column;
import io.github.backsight.table.ColumnBuilder;
import io.github.backsight.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JsonParser;

/// Gathers features' properties in columns, which come in the order of first sight. For one thread.
///
/// The cells of the feature under way are staged, text after text in `text`, cell `c` ending at `ends[c]`; they count
/// only when the feature is kept. No object is made for a cell but those that are nested JSON.
final class PropertyColumns {
    private static final int MOST_PLAIN_DIGITS = 300;

    private final Map<String, Gathered> columns = new LinkedHashMap<>();
    private final List<Gathered> staged = new ArrayList<>();
    private final List<Sort> sorts = new ArrayList<>();
    private int[] ends = new int[64];
    private char[] text = new char[1024];
    private int used;
    private int rows;
    private long features = 1;
    private long notFinite;

    private enum Sort {
        TRUTH,
        NUMBER,
        TEXT,
        BLANK
    }

    private static final class Gathered {
        private final ColumnBuilder cells = new ColumnBuilder();
        private final Set<Sort> sorts = EnumSet.noneOf(Sort.class);
        private long lastFeature;

        Column.Kind kind() {
            if (sorts.equals(EnumSet.of(Sort.TRUTH))) {
                return Column.Kind.TRUTH;
            }
            return sorts.equals(EnumSet.of(Sort.NUMBER)) ? Column.Kind.NUMBER : Column.Kind.TEXT;
        }
    }

    /// Stages the value that `parser` stands at, and reads it to its end.
    void stage(String name, JsonParser parser) {
        var column = column(name);
        if (column.lastFeature == features) {
            parser.skipChildren(); // the first of equal names counts
            return;
        }
        column.lastFeature = features;
        stage(column, append(parser));
    }

    /// Stages a value that is given as text.
    ///
    /// @param text blank where there is no value
    void stage(String name, String text, ParquetColumn.Kind kind) {
        var column = column(name);
        if (column.lastFeature == features) {
            return; // the first of equal names counts
        }
        column.lastFeature = features;
        boolean finite = kind != ParquetColumn.Kind.NUMBER
                || Character.isDigit(text.isEmpty() ? '0' : text.charAt(text.length() - 1));
        if (!finite) {
            notFinite++;
        }
        if (text.isBlank() || !finite) {
            stage(column, Sort.BLANK);
            return;
        }
        append(text.toCharArray(), 0, text.length());
        stage(
                column,
                switch (kind) {
                    case NUMBER -> Sort.NUMBER;
                    case TRUTH -> Sort.TRUTH;
                    case TEXT, BYTES, NESTED -> Sort.TEXT;
                });
    }

    private Sort append(JsonParser parser) {
        return switch (parser.currentToken()) {
            case VALUE_NULL -> Sort.BLANK;
            case START_OBJECT, START_ARRAY -> {
                var nested = Json.text(parser);
                append(nested.toCharArray(), 0, nested.length());
                yield Sort.TEXT;
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                if (!isFinite(parser)) {
                    notFinite++;
                    yield Sort.BLANK;
                }
                append(parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength());
                yield Sort.NUMBER;
            }
            default -> {
                append(parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength());
                yield parser.currentToken().isBoolean() ? Sort.TRUTH : Sort.TEXT;
            }
        };
    }

    /// Makes a row of the staged cells.
    void keep() {
        for (int cell = 0; cell < staged.size(); cell++) {
            var column = staged.get(cell);
            if (sorts.get(cell) != Sort.BLANK) {
                int begin = cell == 0 ? 0 : ends[cell - 1];
                column.cells.fillTo(rows);
                column.cells.add(text, begin, ends[cell] - begin);
                column.sorts.add(sorts.get(cell));
            }
        }
        rows++;
        discard();
    }

    /// Forgets the staged cells.
    void discard() {
        staged.clear();
        features++;
        sorts.clear();
        used = 0;
    }

    /// {@return how many numbers were not finite, and so taken as blank}
    long notFinite() {
        return notFinite;
    }

    void addAll(PropertyColumns later) {
        later.columns.forEach((name, gathered) -> {
            var column = column(name);
            column.cells.fillTo(rows);
            column.cells.addAll(gathered.cells);
            column.sorts.addAll(gathered.sorts);
        });
        rows += later.rows;
        notFinite += later.notFinite;
    }

    /// @param ids of the rows, each once
    Table table(List<String> ids) {
        var built = new ArrayList<Column>();
        columns.forEach((name, gathered) -> {
            gathered.cells.fillTo(rows);
            built.add(gathered.cells.build(name, gathered.kind()));
        });
        return new Table(built, ids);
    }

    private Gathered column(String name) {
        return columns.computeIfAbsent(name, unused -> new Gathered());
    }

    private void stage(Gathered column, Sort sort) {
        if (staged.size() == ends.length) {
            ends = Arrays.copyOf(ends, ends.length * 2);
        }
        ends[staged.size()] = used;
        staged.add(column);
        sorts.add(sort);
    }

    private void append(char[] source, int offset, int length) {
        if (used + length > text.length) {
            text = Arrays.copyOf(text, Math.max(used + length, text.length * 2));
        }
        System.arraycopy(source, offset, text, used, length);
        used += length;
    }

    private static boolean isFinite(JsonParser parser) {
        if (parser.isNaN()) {
            return false;
        }
        char[] digits = parser.getStringCharacters();
        int end = parser.getStringOffset() + parser.getStringLength();
        boolean plain = parser.getStringLength() < MOST_PLAIN_DIGITS;
        for (int i = parser.getStringOffset(); plain && i < end; i++) {
            plain = (digits[i] | 0x20) != 'e';
        }
        return plain || Double.isFinite(parser.getDoubleValue());
    }
}
