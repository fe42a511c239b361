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

    /// What is known of a feature from the table.
    ///
    /// @param row its number
    /// @param group of the low layer, or -1
    record TableRow(String id, byte[] attributes, int row, int group) {
        @Override
        public boolean equals(Object other) {
            return other instanceof TableRow that && id.equals(that.id) && row == that.row && group == that.group;
        }

        @Override
        public int hashCode() {
            return id.hashCode();
        }

        @Override
        public String toString() {
            return "row " + id;
        }
    }

    /// {@return all of `features`, those with a row with its attributes and group}
    JavaRDD<FeatureRecord> of(JavaRDD<FeatureRecord> features, List<TableRow> rows) {
        var context = JavaSparkContext.fromSparkContext(session.sparkContext());
        var table = session.createDataFrame(
                context.parallelize(
                        rows.stream()
                                .map(row -> RowFactory.create(row.id, row.attributes, row.row, row.group))
                                .toList(),
                        Math.max(context.defaultParallelism(), Math.ceilDiv(rows.size(), MOST_ROWS_A_TASK))),
                ROWS);
        return session.createDataFrame(
                        features.map(feature -> RowFactory.create(feature.id(), feature.order(), feature.shape())),
                        FEATURES)
                .join(isSmall(rows) ? functions.broadcast(table) : table, "id", "left_outer")
                .select("id", "feature", "shape", "attributes", "row", "part")
                .javaRDD()
                .map(RowJoin::feature);
    }

    private static boolean isSmall(List<TableRow> rows) {
        return rows.stream().mapToLong(row -> row.attributes.length).sum() <= MOST_BROADCAST_BYTES;
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
