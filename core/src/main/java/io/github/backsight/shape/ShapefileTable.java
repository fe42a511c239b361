package io.github.backsight.shape;

import io.github.backsight.finding.Findings;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The `.dbf` of a layer (dBase III+), in UTF-8, dated 1 January 1980 so that equal tables have equal bytes.
///
/// ```
/// header  0  version 3    1  year - 1900, month, day    4  rows (4 bytes)
///         8  bytes of the header, 10  bytes of a row (2 each), zeros up to 32
///         32 bytes a column: name (11), type, zeros (4), width, decimals, zeros (14)
///         0x0D
/// rows    a space ("not deleted"), the cells in their widths
/// end     0x1A
/// ```
///
/// Numbers are little-endian. javadbf, the one library there is, dates the file today and keeps all rows in memory
/// until the end; it judges this class in tests.
final class ShapefileTable {
    static final int MOST_COLUMNS = 255;
    private static final int HEADER_BYTES = 32;
    private static final byte[] DATE = {80, 1, 1};
    private static final byte END_OF_HEADER = 0x0D;
    private static final byte END_OF_FILE = 0x1A;

    private final Layer layer;
    private final List<String> names;
    private final List<ShapefileField> fields = new ArrayList<>();

    /// @param names the short names of the columns
    /// @param findings where values that do not fit are told
    ShapefileTable(Layer layer, List<String> names, Findings findings) {
        this.layer = layer;
        this.names = names;
        for (int i = 0; i < names.size(); i++) {
            fields.add(ShapefileField.of(layer.columns().get(i), layer.names().get(i), findings));
        }
    }

    /// {@return the size of the `.dbf`}
    long bytes() {
        return headerBytes() + (long) rowBytes() * layer.rowCount() + 1;
    }

    private int headerBytes() {
        return HEADER_BYTES * (fields.size() + 1) + 1;
    }

    private int rowBytes() {
        return 1 + fields.stream().mapToInt(ShapefileField::width).sum();
    }

    int blockCount() {
        return Math.max(1, Math.ceilDiv(layer.rowCount(), rowsOfABlock()));
    }

    /// {@return a part of the `.dbf`: whole rows, before the first the header, after the last the end}
    byte[] block(int number) {
        int firstRow = number * rowsOfABlock();
        int endRow = Math.min(firstRow + rowsOfABlock(), layer.rowCount());
        boolean last = number == blockCount() - 1;
        int begin = number == 0 ? headerBytes() : 0;
        int rowBytes = rowBytes();
        var bytes = new byte[begin + (endRow - firstRow) * rowBytes + (last ? 1 : 0)];
        if (number == 0) {
            System.arraycopy(header(), 0, bytes, 0, begin);
        }
        for (int row = firstRow; row < endRow; row++) {
            bytes[begin + (row - firstRow) * rowBytes] = ' ';
        }
        int place = begin + 1;
        for (var field : fields) {
            field.write(firstRow, endRow, bytes, place, rowBytes);
            place += field.width();
        }
        if (last) {
            bytes[bytes.length - 1] = END_OF_FILE;
        }
        return bytes;
    }

    private int rowsOfABlock() {
        return Math.max(1, BlockZip.BLOCK_BYTES / rowBytes());
    }

    private byte[] header() {
        var header = ByteBuffer.allocate(headerBytes()).order(ByteOrder.LITTLE_ENDIAN);
        header.put((byte) 3).put(DATE).putInt(layer.rowCount());
        header.putShort((short) headerBytes()).putShort((short) rowBytes());
        for (int i = 0; i < fields.size(); i++) {
            var field = fields.get(i);
            header.position(HEADER_BYTES * (i + 1));
            header.put(Arrays.copyOf(names.get(i).getBytes(StandardCharsets.US_ASCII), 11));
            header.put((byte) field.type()).putInt(0);
            header.put((byte) field.width()).put((byte) field.decimals());
        }
        header.put(headerBytes() - 1, END_OF_HEADER);
        return header.array();
    }
}
