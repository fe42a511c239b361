package io.github.backsight.tile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Reads the fields of one protobuf message, strictly. Used by one thread.
final class ProtobufReader {
    private final byte[] bytes;
    private final int end;
    private int place;
    private int field;
    private int wireType;

    ProtobufReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private ProtobufReader(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.place = start;
        this.end = end;
    }

    boolean hasMore() {
        return place < end;
    }

    /// {@return the number of the field that stands next; one of the methods below must then read it}
    int nextField() throws IOException {
        long key = bareVarint();
        field = (int) (key >>> 3);
        wireType = (int) key & 7;
        return field;
    }

    void expect(int number, int type, String message) throws IOException {
        if (field != number || wireType != type) {
            throw fault("a " + message + " has no such field");
        }
    }

    long varint() throws IOException {
        expectType(ByteBuilder.WIRE_VARINT);
        return bareVarint();
    }

    /// {@return a varint without a key before it}
    long bareVarint() throws IOException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (place >= end) {
                throw fault("the tile ends within a number");
            }
            byte next = bytes[place++];
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw fault("a number is longer than 64 bits");
    }

    static long unzigzag(long value) {
        return (value >>> 1) ^ -(value & 1);
    }

    /// {@return a little-endian number of 4 or 8 bytes}
    long fixed(int size) throws IOException {
        expectType(size == 4 ? ByteBuilder.WIRE_32_BITS : ByteBuilder.WIRE_64_BITS);
        if (end - place < size) {
            throw fault("the tile ends within a number");
        }
        long value = 0;
        for (int i = 0; i < size; i++) {
            value |= (bytes[place++] & 0xFFL) << (8 * i);
        }
        return value;
    }

    ProtobufReader message() throws IOException {
        expectType(ByteBuilder.WIRE_BYTES);
        long length = bareVarint();
        if (length < 0 || length > end - place) {
            throw fault("a field is longer than what is left of its message");
        }
        int start = place;
        place += (int) length;
        return new ProtobufReader(bytes, start, place);
    }

    String text() throws IOException {
        var content = message();
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, content.place, content.end - content.place))
                    .toString();
        } catch (CharacterCodingException e) {
            throw content.fault("a text is not UTF-8");
        }
    }

    /// {@return the bytes that are left of this message}
    byte[] rest() {
        return Arrays.copyOfRange(bytes, place, end);
    }

    IOException fault(String what) {
        return new IOException("not a vector tile that can be read: " + what + " (field " + field + ", wire type "
                + wireType + ", before byte " + place + ")");
    }

    private void expectType(int type) throws IOException {
        if (wireType != type) {
            throw fault("wire type " + type + " was expected");
        }
    }
}
