package io.github.backsight.spark;

import io.github.backsight.build.InputFile;
import io.github.backsight.finding.BadInputException;
import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Findings;
import io.github.backsight.parquet.ParquetFile;
import io.github.backsight.parquet.ParquetSource;
import io.github.backsight.parquet.RowGroup;
import io.github.backsight.shape.GeoParquetRows;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

/// Reads GeoParquet by row groups: the driver reads the footer, each task the columns that are
/// needed of the groups that it has, by ranges of bytes. One more task holds the whole object
/// against its digest.
///
/// @param shares of the tasks, in the order of the file
/// @param opened what was odd about the file as a whole
/// @param verifying under way
record RowGroupReading(
        JavaSparkContext context,
        StoreAccess access,
        List<Share> shares,
        List<Finding> opened,
        JavaFutureAction<Void> verifying) {
    RowGroupReading {
        shares = List.copyOf(shares);
        opened = List.copyOf(opened);
    }

    /// Row groups that one task reads, by their numbers in the file.
    record Share(ArrayList<Integer> groups) implements Serializable {}

    /// {@return the reading of the coverage; empty where it is no plain Parquet file}
    ///
    /// @param leastBytes tasks read row groups together that have fewer
    /// @throws BadInputException if it cannot be used; it carries the findings
    static Optional<RowGroupReading> of(JavaSparkContext context, StoreAccess access, long leastBytes)
            throws IOException {
        var settings = access.polygons();
        byte[] start = access.from(0, stream -> stream.readNBytes(ParquetFile.BEGINNING));
        var findings = new Findings(access.key());
        if (settings.member().isPresent()
                || RangedReading.isPacked(start)
                || !GeoParquetRows.is(start, InputFile.options(settings), findings)) {
            return Optional.empty();
        }
        var shares = access.ranges(source -> {
            try (var rows = open(source, access, findings)) {
                return shares(rows.groups(), leastBytes);
            }
        });
        var verifying = context.parallelize(List.of(access), 1).foreachAsync(StoreAccess::verify);
        return Optional.of(new RowGroupReading(context, access, shares, findings.list(), verifying));
    }

    private static GeoParquetRows open(ParquetSource source, StoreAccess access, Findings findings) throws IOException {
        var configuration = access.settings();
        return GeoParquetRows.open(
                source, InputFile.limits(configuration), InputFile.options(access.polygons()), 1, findings);
    }

    private static List<Share> shares(List<RowGroup> groups, long leastBytes) {
        var shares = new ArrayList<Share>();
        var share = new Share(new ArrayList<>());
        long bytes = 0;
        for (var group : groups) {
            share.groups.add(group.number());
            bytes += group.end() - group.begin();
            if (bytes >= leastBytes) {
                shares.add(share);
                share = new Share(new ArrayList<>());
                bytes = 0;
            }
        }
        if (!share.groups.isEmpty()) {
            shares.add(share);
        }
        return shares;
    }

    /// {@return the parsed blocks of all row groups}
    JavaRDD<ParsedBlock> blocks() {
        var from = access;
        return context.parallelize(shares, Math.max(1, shares.size())).flatMap(share -> blocks(share, from));
    }

    private static Iterator<ParsedBlock> blocks(Share share, StoreAccess access) {
        var blocks = new BlockQueue<ParsedBlock>();
        blocks.fill(sink -> access.ranges(source -> {
            var findings = new Findings(access.key());
            try (var rows = open(source, access, findings)) {
                read(rows, share, findings, sink);
            }
            return true;
        }));
        return blocks;
    }

    private static void read(GeoParquetRows rows, Share share, Findings findings, Consumer<ParsedBlock> sink)
            throws IOException {
        var opened = findings.list();
        var wanted = new HashSet<>(share.groups);
        for (var group : rows.groups()) {
            if (wanted.contains(group.number())) {
                long[] number = {ParsedBlock.firstOf(group.number())};
                try {
                    rows.read(group, parsed -> sink.accept(ParsedBlock.of(number[0]++, parsed)));
                } catch (BadInputException fault) {
                    sink.accept(ParsedBlock.broken(number[0], fault, opened));
                    return;
                }
            }
        }
    }

    /// Waits until the file is known to be the one that was pinned.
    void verified() throws IOException {
        try {
            verifying.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while " + access.key() + " was being verified");
        } catch (ExecutionException e) {
            throw new IOException("cannot verify " + access.key() + ": " + e.getMessage(), e);
        }
    }
}
