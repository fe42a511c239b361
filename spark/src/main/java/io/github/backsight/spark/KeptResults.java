package io.github.backsight.spark;

import io.github.backsight.build.MadeTile;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;

/// What tasks have made, kept where the next attempt finds it when this one does not come to its
/// end.
///
/// Spark's own committer writes it: a result is there with its mark `_SUCCESS`, or it is made
/// again, whatever attempts of a task did besides. Without a folder results are kept by the
/// executors, for this attempt only.
///
/// @param folder for the results of one release, in any file system that the cluster has
record KeptResults(JavaSparkContext context, Optional<Path> folder) {
    private static final String MARK = "_SUCCESS";

    /// {@return what `maker` makes, or what an earlier attempt has kept under that name}
    <T> JavaRDD<T> of(String name, Supplier<JavaRDD<T>> maker) throws IOException {
        if (folder.isEmpty()) {
            return maker.get().persist(StorageLevel.MEMORY_AND_DISK());
        }
        var path = new Path(folder.get(), name);
        var files = path.getFileSystem(context.hadoopConfiguration());
        if (!files.exists(new Path(path, MARK))) {
            files.delete(path, true);
            maker.get().saveAsObjectFile(path.toString());
        }
        return context.objectFile(path.toString());
    }

    /// Forgets everything: the files of the release are made.
    void forget() throws IOException {
        if (folder.isPresent()) {
            folder.get().getFileSystem(context.hadoopConfiguration()).delete(folder.get(), true);
        }
    }

    private record First(int partition, long tile) implements Serializable {}

    /// {@return the tiles in ascending order; one partition at a time is brought to the driver}
    ///
    /// @param tiles ascending in each partition, and partitions apart, in any order: files may
    /// come back in another; what is no tile is passed over
    static Iterator<MadeTile> inOrder(JavaRDD<MadeRecord> tiles) {
        var only = tiles.filter(MadeRecord::isTile);
        var firsts = new ArrayList<>(
                only.mapPartitionsWithIndex(KeptResults::first, true).collect());
        firsts.sort(Comparator.comparingLong(First::tile));
        return firsts.stream()
                .flatMap(first -> only.collectPartitions(new int[] {first.partition})[0].stream())
                .map(MadeRecord::made)
                .iterator();
    }

    private static Iterator<First> first(int partition, Iterator<MadeRecord> tiles) {
        return tiles.hasNext()
                ? List.of(new First(partition, tiles.next().tile())).iterator()
                : List.<First>of().iterator();
    }
}
