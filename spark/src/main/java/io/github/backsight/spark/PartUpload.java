package io.github.backsight.spark;

import io.github.backsight.store.Key;
import io.github.backsight.store.SpreadBody;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/// Brings an archive into a bucket, in parts that tasks send.
///
/// Parts are alike in length, as some servers ask, whatever partitions of tiles are: so what
/// belongs to one part is brought together first, and each task sends some parts, one after the
/// other. A part that is sent twice, by a repeated task, is the same part.
final class PartUpload {
    /// How much of an archive travels as one record.
    private static final int PIECE_BYTES = 256 << 10;

    /// What the driver has goes into tasks, which must not be long.
    private static final int TASK_BYTES = 8 << 20;

    private final ExecutorArchive archive;
    private final Target target;

    PartUpload(ExecutorArchive archive, SpreadBody.Parts parts) {
        this.archive = archive;
        this.target = new Target(
                archive.store(), parts.key().value(), parts.upload(), parts.partBytes(), parts.parts(), archive.size());
    }

    /// Where parts go.
    private record Target(StoreText store, String key, String upload, long partBytes, int parts, long size)
            implements Serializable {

        /// {@return what follows each other from `start` on, in pieces that lie in one part each}
        Iterator<Tuple2<Place, byte[]>> pieces(long start, Iterator<byte[]> bytes) {
            return new Pieces(start, partBytes, PIECE_BYTES, bytes);
        }

        /// Puts parts together and sends them.
        ///
        /// @param pieces whole parts, in order
        Iterator<SpreadBody.Receipt> sent(Iterator<Tuple2<Place, byte[]>> pieces) throws IOException {
            var sent = new ArrayList<SpreadBody.Receipt>();
            try (var bucket = store.openBucket()) {
                var to = new SpreadBody.Parts(new Key(key), upload, partBytes, parts);
                byte[] part = new byte[0];
                int filled = 0;
                while (pieces.hasNext()) {
                    var piece = pieces.next();
                    long number = piece._1().whole();
                    if (filled == 0) {
                        part = new byte[(int) Math.min(partBytes, size - number * partBytes)];
                    }
                    if (piece._1().order() != filled) {
                        throw new IllegalStateException("byte " + filled + " of part " + number + " is missing");
                    }
                    System.arraycopy(piece._2(), 0, part, filled, piece._2().length);
                    filled += piece._2().length;
                    if (filled == part.length) {
                        sent.add(bucket.sendPart(to, (int) number + 1, part));
                        filled = 0;
                    }
                }
                if (filled != 0) {
                    throw new IllegalStateException("a part ends after " + filled + " bytes");
                }
            }
            return sent.iterator();
        }
    }

    /// Deals parts to partitions, neighbours to one.
    private static final class PartRuns extends Partitioner {
        private static final long serialVersionUID = 1;

        private final int parts;
        private final int partitions;

        PartRuns(int parts, int partitions) {
            this.parts = parts;
            this.partitions = partitions;
        }

        @Override
        public int numPartitions() {
            return partitions;
        }

        @Override
        public int getPartition(Object key) {
            return (int) (((Place) key).whole() * partitions / parts);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof PartRuns runs && parts == runs.parts && partitions == runs.partitions;
        }

        @Override
        public int hashCode() {
            return parts * 31 + partitions;
        }
    }

    List<SpreadBody.Receipt> send() throws IOException {
        var context = JavaSparkContext.fromSparkContext(archive.tiles().tiles().context());
        var to = target;
        int partitions = Math.min(to.parts, context.defaultParallelism() * 4);
        try {
            return pieces(context)
                    .repartitionAndSortWithinPartitions(new PartRuns(to.parts, partitions))
                    .mapPartitions(to::sent)
                    .collect()
                    .stream()
                    .sorted(Comparator.comparingInt(SpreadBody.Receipt::number))
                    .toList();
        } catch (Exception failure) {
            // Spark throws what it does not declare.
            if (failure instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw new IOException(
                    "cannot write '" + to.key + "': a task that sends parts of it failed: " + failure.getMessage(),
                    failure);
        }
    }

    private JavaPairRDD<Place, byte[]> pieces(JavaSparkContext context) {
        var to = target;
        Map<Integer, Stretch> stretches =
                archive.stretches().stream().collect(Collectors.toMap(Stretch::partition, Function.identity()));
        var ofTiles = archive.tiles()
                .tiles()
                .mapPartitionsWithIndex(
                        (partition, tiles) -> {
                            var stretch = stretches.get(partition);
                            return stretch == null
                                    ? List.<Tuple2<Place, byte[]>>of().iterator()
                                    : to.pieces(stretch.start(), stretch.bytes(tiles));
                        },
                        false);
        var frame = archive.frame();
        var ofDriver = new ArrayList<Tuple2<Place, byte[]>>();
        to.pieces(0, List.of(frame.head()).iterator()).forEachRemaining(ofDriver::add);
        to.pieces(to.size - frame.tail().length, List.of(frame.tail()).iterator())
                .forEachRemaining(ofDriver::add);
        int slices = 1 + (frame.head().length + frame.tail().length) / TASK_BYTES;
        return JavaPairRDD.fromJavaRDD(ofTiles.union(context.parallelize(ofDriver, slices)));
    }
}
