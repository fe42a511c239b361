package io.github.backsight.tile;

import io.github.backsight.table.Column;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// The attributes of the one layer of all tiles, made ready for encoding: each distinct value is
/// encoded once.
///
/// Immutable; threads may share it, each with an [#encoder] of its own.
///
/// Layout: `cell[row * keys.length + f]` is the number of the value that field `f` has in a row, or
/// [Column#BLANK]; row by row, because a feature is encoded with all its fields, in every tile it
/// is in. Equal values of different fields have the same number, as in a tile's own table of
/// values.
public final class TileLayer {
    /// The field that attributes of true or false, numbers and text have in a `Value` message (MVT
    /// 2.1, vector_tile.proto).
    private static final int STRING = 1;

    private static final int FLOAT = 2;
    private static final int DOUBLE = 3;
    private static final int UINT = 5;
    private static final int SINT = 6;
    private static final int BOOL = 7;
    /// Whole numbers up to this are exact in a double and in the readers of tiles, which are mostly
    /// JavaScript.
    private static final double MOST_WHOLE = 1L << 53;

    private final String name;
    private final Map<String, String> fieldKinds;
    private final int[] rowOfFeature;
    private final byte[] nameBytes;
    private final byte[][] keys;
    private final int[] cell;
    private final byte[][] values;

    /// @param name the layer's name in the tiles
    /// @param fields the attributes, in the order of their keys
    /// @param rowOfFeature each feature's row in the columns, or -1 when the layer leaves the
    /// feature out
    public TileLayer(String name, List<TileField> fields, int[] rowOfFeature) {
        this.name = name;
        this.fieldKinds = kinds(fields);
        this.rowOfFeature = rowOfFeature.clone();
        this.nameBytes = name.getBytes(StandardCharsets.UTF_8);
        this.keys = keys(fieldKinds);
        this.cell = new int[rowCount(fields) * keys.length];
        var numbers = new DistinctValues();
        for (int f = 0; f < keys.length; f++) {
            var column = fields.get(f).column();
            fill(f, column, numbered(column, numbers));
        }
        this.values = numbers.toArray();
    }

    /// A layer of some rows of another one, feature `f` in row `f`.
    ///
    /// @param fieldKinds those of the layer that has all rows
    /// @param rows each as [#attributes] made it
    public TileLayer(String name, Map<String, String> fieldKinds, List<byte[]> rows) {
        this.name = name;
        this.fieldKinds = Collections.unmodifiableMap(new LinkedHashMap<>(fieldKinds));
        this.rowOfFeature = IntStream.range(0, rows.size()).toArray();
        this.nameBytes = name.getBytes(StandardCharsets.UTF_8);
        this.keys = keys(fieldKinds);
        this.cell = new int[rows.size() * keys.length];
        var numbers = new DistinctValues();
        for (int row = 0; row < rows.size(); row++) {
            byte[] values = rows.get(row);
            var lengths = ByteBuffer.wrap(values);
            int start = 0;
            for (int f = 0; f < keys.length; f++) {
                int length = lengths.getInt(start);
                start += Integer.BYTES;
                cell[row * keys.length + f] = length == 0 ? Column.BLANK : numbers.number(values, start, length);
                start += length;
            }
        }
        this.values = numbers.toArray();
    }

    /// {@return the attributes of a feature, to be carried to where its tiles are made: of each
    /// field the length of its `Value` message as four bytes, 0 for a blank, and the message;
    /// empty where the layer leaves the feature out, or has no fields}
    public byte[] attributes(int feature) {
        int row = row(feature);
        if (row < 0) {
            return new byte[0];
        }
        int size = keys.length * Integer.BYTES;
        for (int f = 0; f < keys.length; f++) {
            size += value(f, row) == Column.BLANK ? 0 : values[value(f, row)].length;
        }
        var bytes = ByteBuffer.allocate(size);
        for (int f = 0; f < keys.length; f++) {
            int value = value(f, row);
            if (value == Column.BLANK) {
                bytes.putInt(0);
            } else {
                bytes.putInt(values[value].length).put(values[value]);
            }
        }
        return bytes.array();
    }

    private static Map<String, String> kinds(List<TileField> fields) {
        var kinds = new LinkedHashMap<String, String>();
        for (var field : fields) {
            if (kinds.put(field.name(), field.kind()) != null) {
                throw new IllegalArgumentException("two attributes of the layer are called '" + field.name() + "'");
            }
        }
        return Collections.unmodifiableMap(kinds);
    }

    private static byte[][] keys(Map<String, String> fieldKinds) {
        return fieldKinds.keySet().stream()
                .map(field -> field.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
    }

    public String name() {
        return name;
    }

    /// {@return each field's kind, in order: what TileJSON's `vector_layers` and MBTiles' `json`
    /// say of them}
    public Map<String, String> fieldKinds() {
        return fieldKinds;
    }

    /// {@return an encoder for one thread}
    public TileEncoder encoder() {
        return new TileEncoder(this);
    }

    int row(int feature) {
        return rowOfFeature[feature];
    }

    int fieldCount() {
        return keys.length;
    }

    int valueCount() {
        return values.length;
    }

    /// {@return the number of the value that `field` has in `row`, or [Column#BLANK]}
    int value(int field, int row) {
        return cell[row * keys.length + field];
    }

    byte[] nameBytes() {
        return nameBytes;
    }

    byte[] key(int field) {
        return keys[field];
    }

    /// {@return the `Value` message of the value with this number}
    byte[] valueBytes(int number) {
        return values[number];
    }

    private static int rowCount(List<TileField> fields) {
        return fields.isEmpty() ? 0 : fields.getFirst().column().rowCount();
    }

    private void fill(int field, Column column, int[] numberOfCode) {
        for (int row = 0; row < column.rowCount(); row++) {
            int code = column.code(row);
            cell[row * keys.length + field] = code == Column.BLANK ? Column.BLANK : numberOfCode[code];
        }
    }

    private static int[] numbered(Column column, DistinctValues numbers) {
        int[] result = new int[column.distinctCount()];
        for (int code = 0; code < result.length; code++) {
            byte[] value = encoded(column, code);
            result[code] = numbers.number(value, 0, value.length);
        }
        return result;
    }

    private static byte[] encoded(Column column, int code) {
        var message = new ByteBuilder(16);
        switch (column.kind()) {
            case TRUTH -> {
                message.field(BOOL, ByteBuilder.WIRE_VARINT);
                message.varint(column.truth(code) ? 1 : 0);
            }
            case NUMBER -> number(column.number(code), message);
            case TEXT -> message.bytesField(STRING, column.text(code).getBytes(StandardCharsets.UTF_8));
        }
        return message.toArray();
    }

    /// The smallest type that holds the number exactly.
    private static void number(double number, ByteBuilder message) {
        if (number == Math.rint(number) && Math.abs(number) <= MOST_WHOLE) {
            if (number >= 0) {
                message.field(UINT, ByteBuilder.WIRE_VARINT);
                message.varint((long) number);
            } else {
                message.field(SINT, ByteBuilder.WIRE_VARINT);
                message.zigzag((long) number);
            }
        } else if ((float) number == number) {
            message.field(FLOAT, ByteBuilder.WIRE_32_BITS);
            message.fixed(Float.floatToIntBits((float) number), 4);
        } else {
            message.field(DOUBLE, ByteBuilder.WIRE_64_BITS);
            message.fixed(Double.doubleToLongBits(number), 8);
        }
    }
}
