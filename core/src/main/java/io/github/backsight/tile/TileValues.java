package io.github.backsight.tile;

import io.github.backsight.table.Column;
import java.nio.charset.StandardCharsets;

/// Cells as the `Value` messages of tiles (MVT 2.1, vector_tile.proto).
final class TileValues {
    /// The field that attributes of true or false, numbers and text have in a `Value` message.
    private static final int STRING = 1;

    private static final int FLOAT = 2;
    private static final int DOUBLE = 3;
    private static final int UINT = 5;
    private static final int SINT = 6;
    private static final int BOOL = 7;
    /// Whole numbers up to this are exact in a double and in the readers of tiles, which are mostly
    /// JavaScript.
    private static final double MOST_WHOLE = 1L << 53;

    private TileValues() {}

    /// {@return the message of the text behind `code`}
    static byte[] encoded(Column column, int code) {
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
