package io.github.backsight.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// Does the same with each of many things on a few threads, until one fails.
final class Batch {
    /// A disk makes what many threads wait for durable in one go, so more threads than processors pay.
    private static final int THREADS = 16;

    /// What is done with each thing.
    @FunctionalInterface
    interface Step<T> {
        void take(T thing) throws IOException;
    }

    private Batch() {}

    /// @throws IOException if a step did, of several the first in the order of `things`; others may not have been taken
    static <T> void forEach(List<T> things, Step<T> step) throws IOException {
        var turn = new AtomicInteger();
        var failures = new ConcurrentSkipListMap<Integer, IOException>();
        Callable<Integer> worker = () -> {
            int at = turn.getAndIncrement();
            while (at < things.size() && failures.isEmpty()) {
                try {
                    step.take(things.get(at));
                } catch (IOException e) {
                    failures.put(at, e);
                }
                at = turn.getAndIncrement();
            }
            return at;
        };
        var workers = new ArrayList<Future<Integer>>();
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            for (int i = 0; i < Math.min(THREADS, things.size()); i++) {
                workers.add(threads.submit(worker));
            }
        }
        for (var done : workers) {
            rethrow(done);
        }
        if (!failures.isEmpty()) {
            throw failures.firstEntry().getValue();
        }
    }

    private static void rethrow(Future<?> done) throws IOException {
        try {
            done.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a step of a batch failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted; some of the batch may be written", e);
        }
    }
}
