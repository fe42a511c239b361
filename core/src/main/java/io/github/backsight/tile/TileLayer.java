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
        this.fieldKinds = TileField.kinds(fields);
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
    /// @param rows each as [TileAttributes#ofRow] made it
    public TileLayer(String name, Map<String, String> fieldKinds, List<byte[]> rows) {
        this.name = name;
        this.fieldKinds = Collections.unmodifiableMap(new LinkedHashMap<>(fieldKinds));
        this.rowOfFeature = IntStream.range(0, rows.size()).toArray();
        this.nameBytes = name.getBytes(StandardCharsets.UTF_8);
        this.keys = keys(fieldKinds);
        this.cell = new int[rows.size() * keys.length];
        var numbers = new DistinctValues();
        for (int row = 0; row < rows.size(); row++) {
            take(row, rows.get(row), numbers);
        }
        this.values = numbers.toArray();
    }

    private void take(int row, byte[] values, DistinctValues numbers) {
        var lengths = ByteBuffer.wrap(values);
        for (int f = 0; f < keys.length; f++) {
            int length = varint(lengths);
            int start = lengths.position();
            cell[row * keys.length + f] = length == 0 ? Column.BLANK : numbers.number(values, start, length);
            lengths.position(start + length);
        }
    }

    private static int varint(ByteBuffer bytes) {
        int value = 0;
        for (int shift = 0; ; shift += 7) {
            byte group = bytes.get();
            value |= (group & 0x7F) << shift;
            if (group >= 0) {
                return value;
            }
        }
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
            byte[] value = TileValues.encoded(column, code);
            result[code] = numbers.number(value, 0, value.length);
        }
        return result;
    }
}
