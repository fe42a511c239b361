package io.github.backsight.testkit;

import io.github.backsight.archive.EncodedTile;
import io.github.backsight.archive.Gzip;
import io.github.backsight.tile.TileId;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// A vector tile (MVT 2.1) put together by hand: one square that fills the tile, with one text.
public final class SquareTile {
    private static final int EXTENT = 4096;

    private SquareTile() {}

    /// {@return the tile `id` whose feature has `value` under `key`, 4096 units wide}
    public static EncodedTile of(TileId id, String layer, String key, String value) {
        return of(id, layer, key, value, EXTENT);
    }

    /// {@return the same tile, but `extent` units wide}
    public static EncodedTile of(TileId id, String layer, String key, String value, int extent) {
        int right = 2 * extent;
        var square = new Message().packed(9, 0, 0, 26, right, 0, 0, right, right - 1, 0, 15);
        var feature =
                new Message().bytes(2, new Message().packed(0, 0)).number(3, 3).bytes(4, square);
        var tile = new Message()
                .bytes(
                        3,
                        new Message()
                                .number(15, 2)
                                .text(1, layer)
                                .bytes(2, feature)
                                .text(3, key)
                                .bytes(4, new Message().text(1, value))
                                .number(5, extent));
        var plain = tile.bytes.toByteArray();
        return new EncodedTile(id, plain, Gzip.compressed(plain));
    }

    /// A protobuf message.
    private static final class Message {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Message number(int field, int value) {
            varint(field << 3);
            varint(value);
            return this;
        }

        Message text(int field, String text) {
            varint((field << 3) | 2);
            var utf8 = text.getBytes(StandardCharsets.UTF_8);
            varint(utf8.length);
            bytes.writeBytes(utf8);
            return this;
        }

        Message bytes(int field, Message message) {
            varint((field << 3) | 2);
            varint(message.bytes.size());
            bytes.writeBytes(message.bytes.toByteArray());
            return this;
        }

        Message packed(int... values) {
            for (int value : values) {
                varint(value);
            }
            return this;
        }

        private void varint(int value) {
            int rest = value;
            while (rest > 0x7F) {
                bytes.write((rest & 0x7F) | 0x80);
                rest >>>= 7;
            }
            bytes.write(rest);
        }
    }
}
