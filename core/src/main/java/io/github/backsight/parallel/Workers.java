package io.github.backsight.parallel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Threads that share the ranges of a loop. What comes out is in the order of the loop, whoever did the work.
///
/// Any number of threads may hand work to them, but not the workers themselves: they would wait for each other.
public final class Workers implements AutoCloseable {
    private static final int RANGES_EACH = 8;

    private final int threads;
    private final ExecutorService executor;

    /// @param threads at least 1
    public Workers(int threads) {
        this.threads = threads;
        this.executor = Executors.newFixedThreadPool(threads, task -> {
            var thread = new Thread(task, "backsight-worker");
            thread.setDaemon(true);
            return thread;
        });
    }

    public int threads() {
        return threads;
    }

    /// Work on the loop's passes `from` (inclusive) to `to` (exclusive).
    @FunctionalInterface
    public interface Range<R> {
        R work(int from, int to);
    }

    /// {@return what `range` gives for each of several ranges that cover 0 to `count`, in order}
    public <R> List<R> inRanges(int count, Range<R> range) {
        int ranges = Math.clamp(count, 1, threads == 1 ? 1 : threads * RANGES_EACH);
        List<Future<R>> under = new ArrayList<>();
        for (int i = 0; i < ranges; i++) {
            int from = (int) ((long) count * i / ranges);
            int to = (int) ((long) count * (i + 1) / ranges);
            under.add(executor.submit(() -> range.work(from, to)));
        }
        return under.stream().map(Workers::result).toList();
    }

    private static <R> R result(Future<R> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while others worked", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException fault) {
                throw fault;
            }
            throw new IllegalStateException("a worker failed", e.getCause());
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
