package io.github.backsight.spark;

import java.io.IOException;
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
}
