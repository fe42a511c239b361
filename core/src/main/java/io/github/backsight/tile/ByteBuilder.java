package io.github.backsight.tile;

import java.util.Arrays;

/// A growing array of bytes with the few wire types of protobuf that MVT needs. Used by one thread.
final class ByteBuilder {
    static final int WIRE_VARINT = 0;
    static final int WIRE_64_BITS = 1;
    static final int WIRE_BYTES = 2;
    static final int WIRE_32_BITS = 5;

    private byte[] bytes;
    private int size;

    ByteBuilder(int capacity) {
        bytes = new byte[capacity];
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    byte[] toArray() {
        return Arrays.copyOf(bytes, size);
    }

    void copyTo(int from, int length, byte[] target, int position) {
        System.arraycopy(bytes, from, target, position, length);
    }

    /// Appends an unsigned base-128 varint, lowest group first.
    void varint(long value) {
        room(10);
        if ((value & ~0x7FL) == 0) {
            bytes[size++] = (byte) value;
        } else {
            longVarint(value);
        }
    }

    private void longVarint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    void zigzag(int value) {
        varint(((value << 1) ^ (value >> 31)) & 0xFFFFFFFFL);
    }

    void zigzag(long value) {
        varint((value << 1) ^ (value >> 63));
    }

    /// Appends the key of a field.
    void field(int number, int wireType) {
        varint(((long) number << 3) | wireType);
    }

    void bytes(byte[] source, int from, int length) {
        room(length);
        System.arraycopy(source, from, bytes, size, length);
        size += length;
    }

    void bytes(ByteBuilder source) {
        bytes(source.bytes, 0, source.size);
    }

    void bytes(byte[] source) {
        bytes(source, 0, source.length);
    }

    /// Appends a field that holds bytes: key, length, content.
    void bytesField(int number, byte[] content) {
        field(number, WIRE_BYTES);
        varint(content.length);
        bytes(content);
    }

    void bytesField(int number, ByteBuilder content) {
        field(number, WIRE_BYTES);
        varint(content.size);
        bytes(content);
    }

    /// {@return a field that holds these bytes, alone in an array: key, length, content}
    byte[] asField(int number) {
        var head = new ByteBuilder(16);
        head.field(number, WIRE_BYTES);
        head.varint(size);
        byte[] field = Arrays.copyOf(head.bytes, head.size + size);
        System.arraycopy(bytes, 0, field, head.size, size);
        return field;
    }

    /// Appends the lowest `count` bytes of `value`, lowest first.
    void fixed(long value, int count) {
        room(count);
        for (int i = 0; i < count; i++) {
            bytes[size++] = (byte) (value >>> (8 * i));
        }
    }

    /// {@return how many bytes [#varint] takes for `value`}
    static int varintSize(long value) {
        return (Math.max(1, 64 - Long.numberOfLeadingZeros(value)) + 6) / 7;
    }

    private void room(int count) {
        if (size + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + count, bytes.length * 2));
        }
    }
}
