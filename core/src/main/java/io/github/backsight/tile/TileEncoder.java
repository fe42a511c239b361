package io.github.backsight.tile;

import io.github.backsight.table.Column;
import java.util.Arrays;
import java.util.Optional;

/// Adds a layer's attributes to cut geometry: one Mapbox Vector Tile, version 2.1, with one layer.
///
/// Blank cells are left out; keys and values are in the order in which the tile's features first use them;
/// features have no `id`, because ids of a coverage are text (MapLibre's `promoteId` names the attribute to use).
/// Used by one thread; several encoders may share one [TileLayer].
public final class TileEncoder {
    private static final int VERSION = 2;
    private static final int POLYGON = 3;
    private static final int NONE = -1;

    private final TileLayer layer;
    /// The tile's one layer.
    private final ByteBuilder body = new ByteBuilder(64 * 1024);

    private final ByteBuilder tags = new ByteBuilder(4 * 1024);
    /// The tile's tables: places of keys and values in them, and what is in each place.
    private final int[] keyPlace;

    private final int[] valuePlace;
    private int[] placedKeys = new int[64];
    private int[] placedValues = new int[256];
    private int keyCount;
    private int valueCount;

    TileEncoder(TileLayer layer) {
        this.layer = layer;
        keyPlace = new int[layer.fieldCount()];
        valuePlace = new int[layer.valueCount()];
        Arrays.fill(keyPlace, NONE);
        Arrays.fill(valuePlace, NONE);
    }

    /// {@return the tile, not compressed, or empty when the layer leaves out all of its features}
    ///
    /// @param number the tile's number in `cutting`
    public Optional<byte[]> encode(Cutting cutting, int number) {
        begin();
        int written = 0;
        for (int piece = cutting.pieceStart(number); piece < cutting.pieceStart(number + 1); piece++) {
            int row = layer.row(cutting.feature(piece));
            if (row >= 0) {
                feature(cutting, piece, row);
                written++;
            }
        }
        Optional<byte[]> encoded = written == 0 ? Optional.empty() : Optional.of(finished());
        forgetTables();
        return encoded;
    }

    private void begin() {
        body.clear();
        body.field(15, ByteBuilder.WIRE_VARINT);
        body.varint(VERSION);
        body.bytesField(1, layer.nameBytes());
    }

    private void feature(Cutting cutting, int piece, int row) {
        tags.clear();
        for (int field = 0; field < keyPlace.length; field++) {
            int value = layer.value(field, row);
            if (value != Column.BLANK) {
                tags.varint(placeOfKey(field));
                tags.varint(placeOfValue(value));
            }
        }
        int geometrySize = cutting.geometrySize(piece);
        int tagsSize = tags.size() == 0 ? 0 : 1 + ByteBuilder.varintSize(tags.size()) + tags.size();
        body.field(2, ByteBuilder.WIRE_BYTES);
        body.varint(tagsSize + 2 + 1 + ByteBuilder.varintSize(geometrySize) + geometrySize);
        if (tagsSize > 0) {
            body.bytesField(2, tags);
        }
        body.field(3, ByteBuilder.WIRE_VARINT);
        body.varint(POLYGON);
        body.field(4, ByteBuilder.WIRE_BYTES);
        body.varint(geometrySize);
        cutting.appendGeometry(piece, body);
    }

    private byte[] finished() {
        for (int place = 0; place < keyCount; place++) {
            body.bytesField(3, layer.key(placedKeys[place]));
        }
        for (int place = 0; place < valueCount; place++) {
            body.bytesField(4, layer.valueBytes(placedValues[place]));
        }
        body.field(5, ByteBuilder.WIRE_VARINT);
        body.varint(ZoomGrid.EXTENT);
        return body.asField(3);
    }

    private int placeOfKey(int field) {
        if (keyPlace[field] == NONE) {
            if (keyCount == placedKeys.length) {
                placedKeys = Arrays.copyOf(placedKeys, keyCount * 2);
            }
            placedKeys[keyCount] = field;
            keyPlace[field] = keyCount++;
        }
        return keyPlace[field];
    }

    private int placeOfValue(int value) {
        if (valuePlace[value] == NONE) {
            if (valueCount == placedValues.length) {
                placedValues = Arrays.copyOf(placedValues, valueCount * 2);
            }
            placedValues[valueCount] = value;
            valuePlace[value] = valueCount++;
        }
        return valuePlace[value];
    }

    private void forgetTables() {
        for (int place = 0; place < keyCount; place++) {
            keyPlace[placedKeys[place]] = NONE;
        }
        for (int place = 0; place < valueCount; place++) {
            valuePlace[placedValues[place]] = NONE;
        }
        keyCount = 0;
        valueCount = 0;
    }
}
