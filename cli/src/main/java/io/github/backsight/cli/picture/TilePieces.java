package io.github.backsight.cli.picture;

import java.awt.geom.Path2D;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// Reads the polygons of one tile, and one attribute of each, from Mapbox Vector Tile 2.1 protobuf.
///
/// Field numbers are those of the specification's `vector_tile.proto`. A number is drawn as it is, true as 1 and false
/// as 0; text has no value.
final class TilePieces {
    private static final int LAYER = 3;
    private static final int FEATURES = 2;
    private static final int KEYS = 3;
    private static final int VALUES = 4;
    private static final int EXTENT = 5;
    private static final int TAGS = 2;
    private static final int TYPE = 3;
    private static final int GEOMETRY = 4;
    private static final int POLYGON = 3;
    private static final int USUAL_EXTENT = 4096;
    private static final int MOVE_TO = 1;
    private static final int LINE_TO = 2;
    private static final int CLOSE_PATH = 7;

    private final String attribute;

    /// @param attribute the attribute whose value counts
    TilePieces(String attribute) {
        this.attribute = attribute;
    }

    /// {@return the polygons of all layers of a tile, in order}
    ///
    /// @param tile as plain protobuf
    /// @throws IOException if it is damaged
    List<TilePiece> read(byte[] tile) throws IOException {
        try {
            var pieces = new ArrayList<TilePiece>();
            var message = new Message(tile);
            while (message.next()) {
                if (message.field == LAYER) {
                    layer(message.bytes(), pieces);
                } else {
                    message.skip();
                }
            }
            return pieces;
        } catch (IndexOutOfBoundsException | java.nio.BufferUnderflowException | IllegalArgumentException e) {
            throw new IOException("a tile of the release is damaged; build the release again", e);
        }
    }

    private void layer(ByteBuffer bytes, List<TilePiece> pieces) {
        var features = new ArrayList<ByteBuffer>();
        var keys = new ArrayList<String>();
        var values = new ArrayList<OptionalDouble>();
        int extent = USUAL_EXTENT;
        var message = new Message(bytes);
        while (message.next()) {
            switch (message.field) {
                case FEATURES -> features.add(message.bytes());
                case KEYS -> keys.add(message.text());
                case VALUES -> values.add(value(message.bytes()));
                case EXTENT -> extent = (int) message.varint();
                default -> message.skip();
            }
        }
        int key = keys.indexOf(attribute);
        for (var feature : features) {
            piece(feature, key, values, extent, pieces);
        }
    }

    private static OptionalDouble value(ByteBuffer bytes) {
        var value = OptionalDouble.empty();
        var message = new Message(bytes);
        while (message.next()) {
            switch (message.field) {
                case 2 -> value = OptionalDouble.of(Float.intBitsToFloat(message.fixed32()));
                case 3 -> value = OptionalDouble.of(Double.longBitsToDouble(message.fixed64()));
                case 4, 5, 7 -> value = OptionalDouble.of((double) message.varint());
                case 6 -> value = OptionalDouble.of((double) zigzag(message.varint()));
                default -> message.skip();
            }
        }
        return value;
    }

    private static void piece(
            ByteBuffer bytes, int key, List<OptionalDouble> values, int extent, List<TilePiece> pieces) {
        var value = OptionalDouble.empty();
        int type = 0;
        var geometry = ByteBuffer.allocate(0);
        var message = new Message(bytes);
        while (message.next()) {
            switch (message.field) {
                case TAGS -> value = tagged(new Message(message.bytes()), key, values);
                case TYPE -> type = (int) message.varint();
                case GEOMETRY -> geometry = message.bytes();
                default -> message.skip();
            }
        }
        if (type == POLYGON) {
            pieces.add(new TilePiece(outline(new Message(geometry)), value, extent));
        }
    }

    private static OptionalDouble tagged(Message tags, int key, List<OptionalDouble> values) {
        var value = OptionalDouble.empty();
        while (tags.more()) {
            long tag = tags.varint();
            int number = (int) tags.varint();
            if (tag == key) {
                value = values.get(number);
            }
        }
        return value;
    }

    /// Section 4.3 of the specification: commands with counts, then zigzag steps from point to point.
    private static Path2D outline(Message commands) {
        var path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
        int x = 0;
        int y = 0;
        while (commands.more()) {
            long command = commands.varint();
            long times = command >>> 3;
            for (long i = 0; i < times; i++) {
                switch ((int) (command & 7)) {
                    case MOVE_TO -> {
                        x += (int) zigzag(commands.varint());
                        y += (int) zigzag(commands.varint());
                        path.moveTo(x, y);
                    }
                    case LINE_TO -> {
                        x += (int) zigzag(commands.varint());
                        y += (int) zigzag(commands.varint());
                        path.lineTo(x, y);
                    }
                    case CLOSE_PATH -> path.closePath();
                    default -> throw new IllegalArgumentException("no such command: " + command);
                }
            }
        }
        return path;
    }

    private static long zigzag(long coded) {
        return (coded >>> 1) ^ -(coded & 1);
    }

    /// Walks through the fields of one protobuf message.
    private static final class Message {
        private final ByteBuffer bytes;
        private int field;
        private int wire;

        Message(byte[] bytes) {
            this(ByteBuffer.wrap(bytes));
        }

        Message(ByteBuffer bytes) {
            this.bytes = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
        }

        boolean more() {
            return bytes.hasRemaining();
        }

        /// Steps to the next field, if there is one.
        boolean next() {
            if (!more()) {
                return false;
            }
            long tag = varint();
            field = (int) (tag >>> 3);
            wire = (int) (tag & 7);
            return true;
        }

        long varint() {
            long value = 0;
            for (int shift = 0; shift < 64; shift += 7) {
                byte next = bytes.get();
                value |= (long) (next & 0x7f) << shift;
                if (next >= 0) {
                    return value;
                }
            }
            throw new IllegalArgumentException("a number has more than 64 bits");
        }

        int fixed32() {
            return bytes.getInt();
        }

        long fixed64() {
            return bytes.getLong();
        }

        ByteBuffer bytes() {
            int length = (int) varint();
            var part = bytes.slice(bytes.position(), length);
            bytes.position(bytes.position() + length);
            return part;
        }

        String text() {
            return StandardCharsets.UTF_8.decode(bytes()).toString();
        }

        void skip() {
            switch (wire) {
                case 0 -> varint();
                case 1 -> fixed64();
                case 2 -> bytes();
                case 5 -> fixed32();
                default -> throw new IllegalArgumentException("no such wire type: " + wire);
            }
        }
    }
}
