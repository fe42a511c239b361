package io.github.backsight.shape;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/// Makes the pieces of a file side by side and hands them on in their order, so that the file is the same for any
/// number of threads.
final class InOrder {
    private InOrder() {}

    /// Where finished pieces go, one at a time.
    @FunctionalInterface
    interface Taker<T> {
        void take(T piece) throws IOException;
    }

    /// Makes pieces 0 to `count - 1`; no more than two a thread are in memory.
    static <T> void each(int count, int threads, IntFunction<T> maker, Taker<T> taker) throws IOException {
        if (threads == 1 || count == 1) {
            for (int number = 0; number < count; number++) {
                taker.take(maker.apply(number));
            }
            return;
        }
        var underWay = new ArrayDeque<Future<T>>();
        try (var workers = Executors.newFixedThreadPool(Math.clamp(count, 1, threads))) {
            for (int next = 0; next < count; next++) {
                int number = next;
                underWay.add(workers.submit(() -> maker.apply(number)));
                if (underWay.size() == threads * 2) {
                    taker.take(done(underWay.remove()));
                }
            }
            while (!underWay.isEmpty()) {
                taker.take(done(underWay.remove()));
            }
        }
    }

    private static <T> T done(Future<T> piece) throws IOException {
        try {
            return piece.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a piece of a file was being made");
        } catch (ExecutionException e) {
            throw new IllegalStateException("a piece of a file could not be made", e.getCause());
        }
    }
}
