package io.github.backsight.spark;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/// Joins features with the rows of the map by id, by Spark SQL, which chooses how.
record RowJoin(SparkSession session) {
    /// Up to here every executor gets all rows: less to move than the shapes, which else are sorted by id.
    private static final long MOST_BROADCAST_BYTES = 64 << 20;

    /// A task is told its rows, and is refused when it is told more than 128 MiB.
    private static final int MOST_ROWS_A_TASK = 10_000;

    private static final StructType FEATURES = new StructType()
            .add("id", DataTypes.StringType)
            .add("feature", DataTypes.LongType)
            .add("shape", DataTypes.BinaryType);
    private static final StructType ROWS = new StructType()
            .add("id", DataTypes.StringType)
            .add("attributes", DataTypes.BinaryType)
            .add("row", DataTypes.IntegerType)
            .add("part", DataTypes.IntegerType);

    /// {@return all of `features`, those with a row with its attributes and group}
    JavaRDD<FeatureRecord> of(JavaRDD<FeatureRecord> features, TableRows table) {
        var context = JavaSparkContext.fromSparkContext(session.sparkContext());
        int share = Math.ceilDiv(table.high().rowCount(), context.defaultParallelism());
        var packed = table.packed(Math.max(1, Math.min(MOST_ROWS_A_TASK, share)));
        var rows = session.createDataFrame(
                context.parallelize(packed, Math.max(1, packed.size())).flatMap(PackedRows::rows), ROWS);
        return session.createDataFrame(
                        features.map(feature -> RowFactory.create(feature.id(), feature.order(), feature.shape())),
                        FEATURES)
                .join(isSmall(packed) ? functions.broadcast(rows) : rows, "id", "left_outer")
                .select("id", "feature", "shape", "attributes", "row", "part")
                .javaRDD()
                .map(RowJoin::feature);
    }

    private static boolean isSmall(List<PackedRows> rows) {
        return rows.stream().mapToLong(PackedRows::plainBytes).sum() <= MOST_BROADCAST_BYTES;
    }

    private static FeatureRecord feature(Row row) {
        boolean hasRow = !row.isNullAt(3);
        return new FeatureRecord(
                row.getLong(1),
                row.getString(0),
                row.getAs(2),
                hasRow ? row.getAs(3) : FeatureRecord.NO_ATTRIBUTES,
                hasRow ? row.getInt(4) : FeatureRecord.NONE,
                hasRow ? row.getInt(5) : FeatureRecord.NONE);
    }
}
