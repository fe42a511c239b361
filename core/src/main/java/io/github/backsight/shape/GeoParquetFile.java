package io.github.backsight.shape;

import io.github.backsight.content.Content;
import io.github.backsight.finding.BadInputException;
import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Findings;
import io.github.backsight.progress.Progress;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Reads GeoParquet: one thread reads blocks of rows, which the library decodes side by side,
/// others parse them, and the results are joined in the order of the file, so that everything comes
/// out the same for any number of threads.
final class GeoParquetFile {
    private final GeoParquetRows rows;
    private final int threads;
    private final Findings findings;
    private final Batch whole;
    private final Deque<Future<Batch>> underWay = new ArrayDeque<>();

    private GeoParquetFile(GeoParquetRows rows, PolygonOptions options, int threads, Findings findings) {
        this.rows = rows;
        this.threads = threads;
        this.findings = findings;
        this.whole = new Batch(options, findings.object());
    }

    static Batch read(Content content, PolygonOptions options, int threads, Progress progress, Findings findings)
            throws IOException {
        var reading = new Findings(findings.object());
        try (var rows = opened(content, options, threads, reading, findings)) {
            var opened = reading.list();
            opened.forEach(findings::add);
            var file = new GeoParquetFile(rows, options, threads, findings);
            try {
                file.readAll(progress);
            } catch (BadInputException fault) {
                after(opened, fault.findings()).forEach(findings::add);
                throw new BadInputException(findings.list());
            }
            return file.whole;
        }
    }

    private static GeoParquetRows opened(
            Content content, PolygonOptions options, int threads, Findings reading, Findings findings)
            throws IOException {
        try {
            return GeoParquetRows.open(content, options, threads, reading);
        } catch (BadInputException fault) {
            fault.findings().forEach(findings::add);
            throw new BadInputException(findings.list());
        }
    }

    /// {@return the findings of `all` behind those that were there when the file was opened}
    static List<Finding> after(List<Finding> opened, List<Finding> all) {
        return all.subList(opened.size(), all.size());
    }

    private void readAll(Progress progress) throws IOException {
        var workers = Executors.newFixedThreadPool(threads);
        long bytes = rows.groups().stream()
                .mapToLong(group -> group.end() - group.begin())
                .sum();
        try (var step = progress.start("reading " + findings.object(), bytes, Progress.Unit.BYTES)) {
            for (var group : rows.groups()) {
                rows.blocks(group, block -> submit(block, workers));
                step.advance(group.end() - group.begin());
            }
            joinAll();
        } catch (BadInputException fault) {
            joinAll();
            throw fault;
        } finally {
            workers.shutdownNow();
            findings.addAll(whole.findings());
        }
    }

    private void submit(RowBlock block, ExecutorService workers) throws IOException {
        underWay.add(workers.submit(() -> rows.parse(block)));
        if (underWay.size() > threads + 1) {
            join(underWay.remove());
        }
    }

    private void joinAll() throws IOException {
        while (!underWay.isEmpty()) {
            join(underWay.remove());
        }
    }

    private void join(Future<Batch> later) throws IOException {
        try {
            whole.addAll(later.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while reading " + findings.object());
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot parse " + findings.object(), e.getCause());
        }
    }
}
