package io.github.backsight.spark;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.SparkEnv;
import org.apache.spark.io.CompressionCodec;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/// Rows of the table on their way to tasks, in the codec that Spark is set to: the driver keeps all
/// of them for as long as a task may have to be done again.
///
/// @param packed of each row the length of its id and the id, its number, its group, the length of
/// its attributes and those
/// @param plainBytes how many bytes that is unpacked
record PackedRows(byte[] packed, int count, long plainBytes) implements Serializable {

    /// Packs rows one after the other. For one thread.
    static final class Packing implements AutoCloseable {
        private final ByteArrayOutputStream packed = new ByteArrayOutputStream();
        private final DataOutputStream out = new DataOutputStream(codec().compressedOutputStream(packed));
        private int count;

        /// @param attributes as [io.github.backsight.tile.TileAttributes#ofRow] gives them
        /// @param group of the low layer, or -1
        void add(String id, int row, int group, byte[] attributes) throws IOException {
            byte[] letters = id.getBytes(StandardCharsets.UTF_8);
            out.writeInt(letters.length);
            out.write(letters);
            out.writeInt(row);
            out.writeInt(group);
            out.writeInt(attributes.length);
            out.write(attributes);
            count++;
        }

        PackedRows finish() throws IOException {
            int plainBytes = out.size();
            out.close();
            return new PackedRows(packed.toByteArray(), count, plainBytes);
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }

    private static CompressionCodec codec() {
        return CompressionCodec.createCodec(SparkEnv.get().conf());
    }

    /// {@return the rows, as id, attributes, number and group}
    Iterator<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>(count);
        try (var in = new DataInputStream(codec().compressedInputStream(new ByteArrayInputStream(packed)))) {
            for (int i = 0; i < count; i++) {
                var id = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
                int row = in.readInt();
                int group = in.readInt();
                rows.add(RowFactory.create(id, in.readNBytes(in.readInt()), row, group));
            }
        }
        return rows.iterator();
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public String toString() {
        return count + " rows";
    }
}
