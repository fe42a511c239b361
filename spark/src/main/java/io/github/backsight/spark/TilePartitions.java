package io.github.backsight.spark;

import java.io.Serializable;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;

/// The tiles of a layer as they lie with the executors, and their order.
///
/// @param tiles ascending in each partition
/// @param runs the partitions that have any, in ascending order of their tiles
record TilePartitions(JavaRDD<MadeRecord> tiles, List<Run> runs) {

    /// @param first the lowest of its tiles
    /// @param count of its tiles
    record Run(int partition, long first, int count) implements Serializable {}

    /// @param made tiles ascending in each partition, and partitions apart, in any order: files may
    /// come back in another; what is no tile is passed over
    static TilePartitions of(JavaRDD<MadeRecord> made) {
        var tiles = made.filter(MadeRecord::isTile);
        var runs = tiles.mapPartitionsWithIndex(TilePartitions::run, true).collect().stream()
                .sorted(Comparator.comparingLong(Run::first))
                .toList();
        return new TilePartitions(tiles, runs);
    }

    private static Iterator<Run> run(int partition, Iterator<MadeRecord> tiles) {
        if (!tiles.hasNext()) {
            return List.<Run>of().iterator();
        }
        long first = tiles.next().tile();
        int count = 1;
        while (tiles.hasNext()) {
            tiles.next();
            count++;
        }
        return List.of(new Run(partition, first, count)).iterator();
    }

    /// {@return what `each` makes of the tiles of one partition}
    <T> List<T> of(int partition, FlatMapFunction<Iterator<MadeRecord>, T> each) {
        return tiles.mapPartitions(each).collectPartitions(new int[] {partition})[0];
    }

    /// {@return the same of all runs, in ascending order; one at a time is brought to the driver}
    <T> Stream<T> inOrder(FlatMapFunction<Iterator<MadeRecord>, T> each) {
        return runs.stream().flatMap(run -> of(run.partition, each).stream());
    }
}
