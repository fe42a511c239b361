package io.github.backsight.parquet;

import dev.hardwood.metadata.LogicalType;
import dev.hardwood.reader.ColumnReader;
import dev.hardwood.schema.ColumnSchema;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.UUID;

/// Writes the cells of a batch as the text that a CSV file would have: numbers in their shortest
/// form, whole ones without a point; `true` and `false`; days and times as ISO 8601 has them.
@FunctionalInterface
interface CellText {
    /// Doubles up to here are told apart by their whole digits.
    double MOST_WHOLE = 1e15;

    /// The Julian day of 1 January 1970, from which INT96 counts days.
    int JULIAN_EPOCH = 2_440_588;

    long NANOS_IN_DAY = 86_400_000_000_000L;

    /// Adds the text of a cell that is not blank.
    ///
    /// @throws CharacterCodingException if it is no UTF-8
    void append(int cell, StringBuilder text) throws CharacterCodingException;

    /// {@return the cells of the batch that `reader` is at}
    static CellText of(ColumnSchema column, ColumnReader reader) {
        var logical = Optional.ofNullable(column.logicalType());
        return switch (column.type()) {
            case BOOLEAN -> {
                boolean[] values = reader.getBooleans();
                yield (cell, text) -> text.append(values[cell]);
            }
            case INT32 -> {
                int[] values = reader.getInts();
                yield whole(cell -> values[cell], 32, logical);
            }
            case INT64 -> {
                long[] values = reader.getLongs();
                yield whole(cell -> values[cell], 64, logical);
            }
            case FLOAT -> {
                float[] values = reader.getFloats();
                yield (cell, text) -> append(values[cell], Float.toString(values[cell]), text);
            }
            case DOUBLE -> {
                double[] values = reader.getDoubles();
                yield (cell, text) -> append(values[cell], Double.toString(values[cell]), text);
            }
            case INT96, BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY ->
                bytes(logical, new Bytes(reader.getBinaryValues(), reader.getBinaryOffsets()));
        };
    }

    /// Whole numbers of one batch.
    interface Whole {
        long at(int cell);
    }

    /// Byte strings of one batch.
    record Bytes(byte[] values, int[] offsets) {
        ByteBuffer at(int cell) {
            return ByteBuffer.wrap(values, offsets[cell], offsets[cell + 1] - offsets[cell])
                    .slice();
        }

        byte[] copy(int cell) {
            byte[] copy = new byte[offsets[cell + 1] - offsets[cell]];
            at(cell).get(copy);
            return copy;
        }
    }

    private static CellText whole(Whole values, int bits, Optional<LogicalType> logical) {
        return switch (logical.orElse(new LogicalType.IntType(bits, true))) {
            case LogicalType.DateType ignored -> (cell, text) -> text.append(LocalDate.ofEpochDay(values.at(cell)));
            case LogicalType.DecimalType type ->
                (cell, text) -> text.append(
                        BigDecimal.valueOf(values.at(cell), type.scale()).toPlainString());
            case LogicalType.TimeType type -> {
                long nanos = nanos(type.unit());
                yield (cell, text) -> text.append(DateTimeFormatter.ISO_LOCAL_TIME.format(
                        LocalTime.ofNanoOfDay(Math.multiplyExact(values.at(cell), nanos))));
            }
            case LogicalType.TimestampType type -> {
                long inSecond = 1_000_000_000L / nanos(type.unit());
                yield (cell, text) -> {
                    long value = values.at(cell);
                    var instant = Instant.ofEpochSecond(
                            Math.floorDiv(value, inSecond), Math.floorMod(value, inSecond) * nanos(type.unit()));
                    text.append(time(instant, type.isAdjustedToUTC()));
                };
            }
            case LogicalType.IntType type
            when !type.isSigned() ->
                (cell, text) -> text.append(
                        bits == 32
                                ? Integer.toUnsignedString((int) values.at(cell))
                                : Long.toUnsignedString(values.at(cell)));
            default -> (cell, text) -> text.append(values.at(cell));
        };
    }

    private static long nanos(LogicalType.TimeUnit unit) {
        return switch (unit) {
            case MILLIS -> 1_000_000;
            case MICROS -> 1_000;
            case NANOS -> 1;
        };
    }

    private static String time(Instant instant, boolean inUtc) {
        return inUtc
                ? instant.toString()
                : DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
    }

    private static CellText bytes(Optional<LogicalType> logical, Bytes bytes) {
        if (logical.isEmpty()) {
            return (cell, text) -> {
                var nanos = bytes.at(cell).order(ByteOrder.LITTLE_ENDIAN);
                long day = nanos.getInt(8) - (long) JULIAN_EPOCH;
                text.append(Instant.ofEpochSecond(
                        Math.addExact(day * 86_400, Math.floorDiv(nanos.getLong(0), 1_000_000_000L)),
                        Math.floorMod(nanos.getLong(0), 1_000_000_000L)));
            };
        }
        return switch (logical.get()) {
            case LogicalType.DecimalType type ->
                (cell, text) ->
                        text.append(new BigDecimal(new BigInteger(bytes.copy(cell)), type.scale()).toPlainString());
            case LogicalType.UuidType ignored ->
                (cell, text) -> text.append(
                        new UUID(bytes.at(cell).getLong(0), bytes.at(cell).getLong(8)));
            case LogicalType.Float16Type ignored ->
                (cell, text) -> {
                    float value = Float.float16ToFloat(
                            bytes.at(cell).order(ByteOrder.LITTLE_ENDIAN).getShort(0));
                    append(value, Float.toString(value), text);
                };
            default -> (cell, text) -> text.append(utf8(bytes.at(cell)));
        };
    }

    private static CharBuffer utf8(ByteBuffer bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(bytes);
    }

    private static void append(double value, String shortest, StringBuilder text) {
        if (Math.abs(value) < MOST_WHOLE && value == Math.rint(value)) {
            text.append((long) value);
        } else {
            text.append(shortest);
        }
    }
}
