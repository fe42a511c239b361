package io.github.backsight.parquet;

import dev.hardwood.metadata.LogicalType;
import dev.hardwood.metadata.RepetitionType;
import dev.hardwood.schema.FileSchema;
import dev.hardwood.schema.SchemaNode;
import io.github.backsight.parquet.ParquetColumn.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Tells of the columns of a schema what their cells are.
final class Schema {
    /// No decimal that people write has more digits.
    private static final int MOST_DIGITS = 1000;

    private Schema() {}

    static List<ParquetColumn> columns(FileSchema schema) {
        var columns = new ArrayList<ParquetColumn>();
        for (var node : schema.getRootNode().children()) {
            if (Optional.ofNullable(node.name()).isEmpty()) {
                throw new IllegalArgumentException("a column has no name");
            }
            columns.add(
                    switch (node) {
                        case SchemaNode.PrimitiveNode leaf
                        when leaf.repetitionType() != RepetitionType.REPEATED ->
                            new ParquetColumn(leaf.name(), leaf.columnIndex(), kind(leaf));
                        default -> new ParquetColumn(node.name(), -1, Kind.NESTED);
                    });
        }
        return columns;
    }

    private static Kind kind(SchemaNode.PrimitiveNode leaf) {
        var logical = Optional.ofNullable(leaf.logicalType());
        return switch (leaf.type()) {
            case BOOLEAN -> Kind.TRUTH;
            case INT32, INT64 -> logical.map(Schema::ofWhole).orElse(Kind.NUMBER);
            case FLOAT, DOUBLE -> Kind.NUMBER;
            case INT96 -> Kind.TEXT;
            case BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY ->
                logical.map(Schema::ofBytes).orElse(Kind.BYTES);
        };
    }

    private static Kind ofWhole(LogicalType type) {
        return switch (type) {
            case LogicalType.DateType ignored -> Kind.TEXT;
            case LogicalType.TimeType ignored -> Kind.TEXT;
            case LogicalType.TimestampType ignored -> Kind.TEXT;
            case LogicalType.DecimalType decimal -> ofDecimal(decimal);
            default -> Kind.NUMBER;
        };
    }

    private static Kind ofBytes(LogicalType type) {
        return switch (type) {
            case LogicalType.StringType ignored -> Kind.TEXT;
            case LogicalType.EnumType ignored -> Kind.TEXT;
            case LogicalType.JsonType ignored -> Kind.TEXT;
            case LogicalType.UuidType ignored -> Kind.TEXT;
            case LogicalType.DecimalType decimal -> ofDecimal(decimal);
            case LogicalType.Float16Type ignored -> Kind.NUMBER;
            default -> Kind.BYTES;
        };
    }

    private static Kind ofDecimal(LogicalType.DecimalType type) {
        return type.scale() >= 0 && type.scale() <= MOST_DIGITS ? Kind.NUMBER : Kind.NESTED;
    }
}
