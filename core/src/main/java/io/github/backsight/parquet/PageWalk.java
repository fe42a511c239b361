package io.github.backsight.parquet;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Optional;

/// Walks over the headers of a column's pages before the library decodes them: it believes what they
/// say, and runs in circles where a page ends behind its column.
///
/// A header is a Thrift structure in the compact protocol (parquet-format `PageHeader`): of each
/// field a byte with the distance to the one before and its type, then its value.
final class PageWalk {
    private static final int DATA = 0;
    private static final int DICTIONARY = 2;
    private static final int DATA_V2 = 3;
    private static final int MOST_DEPTH = 16;

    private final ByteBuffer bytes;
    private long values;
    private long unpacked;

    /// @param bytes of the pages of one column in one group, all of them
    PageWalk(ByteBuffer bytes) {
        this.bytes = bytes.slice();
    }

    /// {@return how many values the pages say to have, all together}
    long values() {
        return values;
    }

    /// {@return how many bytes the pages say to unpack to, all together}
    long unpacked() {
        return unpacked;
    }

    /// Walks to the end.
    ///
    /// @throws IOException if the pages do not fill the column, or their headers are none
    void walk() throws IOException {
        try {
            while (bytes.hasRemaining()) {
                page();
            }
        } catch (BufferUnderflowException e) {
            throw new IOException("a page ends too early", e);
        }
    }

    private void page() throws IOException {
        var header = new PageHeader();
        fields(header, 0, Optional.empty());
        if (header.packed < 0 || header.unpacked < 0 || header.packed > bytes.remaining()) {
            throw new IOException("a page of " + header.packed + " bytes ends behind its column");
        }
        boolean data = header.type == DATA || header.type == DATA_V2;
        if (header.values < 0 || (header.type == DICTIONARY && header.values > header.unpacked)) {
            throw new IOException("a page says to have " + header.values + " values");
        }
        values += data ? header.values : 0;
        unpacked += header.unpacked;
        bytes.position(bytes.position() + (int) header.packed);
    }

    /// What counts of a header; -1 where it says nothing.
    private static final class PageHeader {
        private long type = -1;
        private long unpacked = -1;
        private long packed = -1;
        private long values;
    }

    /// Reads a structure.
    ///
    /// @param parent the field that the structure is the value of; empty for the header itself
    private void fields(PageHeader header, int depth, Optional<Integer> parent) throws IOException {
        if (depth > MOST_DEPTH) {
            throw new IOException("a page header is nested too deep");
        }
        int field = 0;
        for (int sign = bytes.get() & 0xff; sign != 0; sign = bytes.get() & 0xff) {
            field = sign >> 4 == 0 ? (int) zigZag() : field + (sign >> 4);
            int type = sign & 0xf;
            if (type == 5) {
                take(header, parent, field, zigZag());
            } else {
                skip(header, type, depth, parent.isEmpty() ? Optional.of(field) : Optional.of(-1));
            }
        }
    }

    private static void take(PageHeader header, Optional<Integer> parent, int field, long value) {
        if (parent.isPresent()) {
            boolean counts = field == 1 && (parent.get() == 5 || parent.get() == 7 || parent.get() == 8);
            header.values = counts ? value : header.values;
            return;
        }
        switch (field) {
            case 1 -> header.type = value;
            case 2 -> header.unpacked = value;
            case 3 -> header.packed = value;
            default -> {}
        }
    }

    private void skip(PageHeader header, int type, int depth, Optional<Integer> parent) throws IOException {
        switch (type) {
            case 1, 2 -> {}
            case 3 -> skipBytes(1);
            case 4, 5, 6 -> zigZag();
            case 7 -> skipBytes(Double.BYTES);
            case 8 -> skipBytes(number());
            case 12 -> fields(header, depth + 1, parent);
            default -> throw new IOException("a page header has a field of type " + type);
        }
    }

    private void skipBytes(long count) {
        if (count < 0 || count > bytes.remaining()) {
            throw new BufferUnderflowException();
        }
        bytes.position(bytes.position() + (int) count);
    }

    private long zigZag() throws IOException {
        long number = number();
        return (number >>> 1) ^ -(number & 1);
    }

    private long number() throws IOException {
        long number = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = bytes.get();
            number |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return number;
            }
        }
        throw new IOException("a page header has a number that never ends");
    }
}
