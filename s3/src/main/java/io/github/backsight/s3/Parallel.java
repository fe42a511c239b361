package io.github.backsight.s3;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Many requests at once; after the first that fails no other is begun.
final class Parallel implements AutoCloseable {
    private final ExecutorService threads;

    /// @param atOnce how many, at least 1
    Parallel(int atOnce) {
        this.threads = Executors.newFixedThreadPool(atOnce);
    }

    /// What is done with each.
    @FunctionalInterface
    interface Work<T, R> {
        R on(T item) throws IOException;
    }

    /// {@return the results, in the order of `items`}
    ///
    /// @param doing what an interruption interrupts
    /// @throws IOException the first failure; others are suppressed in it
    <T, R> List<R> map(List<T> items, Work<T, R> work, String doing) throws IOException {
        var failed = new java.util.concurrent.atomic.AtomicBoolean();
        var futures = new ArrayList<Future<R>>();
        for (var item : items) {
            futures.add(threads.submit((Callable<R>) () -> {
                if (failed.get()) {
                    throw new InterruptedIOException("not begun, since another failed");
                }
                try {
                    return work.on(item);
                } catch (IOException | RuntimeException e) {
                    failed.set(true);
                    throw e;
                }
            }));
        }
        return results(futures, doing);
    }

    private static <R> List<R> results(List<Future<R>> futures, String doing) throws IOException {
        var results = new ArrayList<R>();
        var failures = new ArrayList<Throwable>();
        for (var future : futures) {
            try {
                results.add(future.get());
            } catch (ExecutionException e) {
                failures.add(e.getCause() == null ? e : e.getCause());
            } catch (InterruptedException e) {
                futures.forEach(each -> each.cancel(true));
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while " + doing);
            }
        }
        var telling = failures.stream()
                .filter(failure -> !(failure instanceof InterruptedIOException))
                .findFirst();
        if (failures.isEmpty()) {
            return results;
        }
        switch (telling.orElse(failures.getFirst())) {
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IOException(e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }
}
