package io.github.backsight.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.TreeMap;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaPairRDD;

/// Deals wholes ([Place]) to partitions, in their order, so that partitions have about as many
/// bytes each.
final class EvenRuns extends Partitioner {
    private static final long serialVersionUID = 1;

    /// Wholes are weighed in groups, of which there are at the most as many as this many bits
    /// tell apart.
    private static final int MOST_GROUP_BITS = 16;

    /// Of each partition but the first.
    private final long[] firsts;

    private EvenRuns(long[] firsts) {
        this.firsts = firsts;
    }

    /// @param bytes by the number of the whole; read twice
    /// @param partitions at the most
    static EvenRuns of(JavaPairRDD<Long, Long> bytes, int partitions) {
        long last = bytes.keys().fold(0L, Math::max);
        int shift = Math.max(0, 64 - Long.numberOfLeadingZeros(last) - MOST_GROUP_BITS);
        var byGroup = new TreeMap<Long, Long>();
        bytes.mapToPair(each -> new scala.Tuple2<>(each._1() >> shift, each._2()))
                .reduceByKey(Long::sum)
                .collect()
                .forEach(each -> byGroup.put(each._1(), each._2()));
        long whole = byGroup.values().stream().mapToLong(Long::longValue).sum();
        var firsts = new ArrayList<Long>();
        long before = 0;
        for (var group : byGroup.entrySet()) {
            if (firsts.size() < partitions - 1 && before * partitions >= whole * (firsts.size() + 1)) {
                firsts.add(group.getKey() << shift);
            }
            before += group.getValue();
        }
        return new EvenRuns(firsts.stream().mapToLong(Long::longValue).toArray());
    }

    @Override
    public int numPartitions() {
        return firsts.length + 1;
    }

    @Override
    public int getPartition(Object key) {
        int at = Arrays.binarySearch(firsts, ((Place) key).whole());
        return at >= 0 ? at + 1 : -at - 1;
    }

    /// {@return the lowest number that a partition may have}
    long first(int partition) {
        return partition == 0 ? 0 : firsts[partition - 1];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EvenRuns runs && Arrays.equals(firsts, runs.firsts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(firsts);
    }
}
