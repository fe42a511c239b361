package io.github.backsight.release;

import io.github.backsight.store.ObjectStore;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Several looks at a store: side by side where it is far away, else one after the other.
final class Looks {
    private Looks() {}

    /// One look; it changes nothing.
    @FunctionalInterface
    interface Look<T, R> {
        R at(T item) throws IOException;
    }

    /// What two looks have seen.
    record Both<A, B>(A first, B second) {}

    /// A look at one thing.
    @FunctionalInterface
    interface Single<R> {
        R look() throws IOException;
    }

    /// {@return what both have seen}
    ///
    /// @throws IOException the failure of the first, else that of the second
    static <A, B> Both<A, B> atBoth(ObjectStore store, Single<A> first, Single<B> second) throws IOException {
        if (!store.isFarAway()) {
            return new Both<>(first.look(), second.look());
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var other = threads.submit((Callable<B>) second::look);
            return new Both<>(first.look(), result(other));
        }
    }

    /// {@return what was seen, in the order of `items`}
    ///
    /// @param items few: each may have a request of its own under way
    /// @throws IOException the first failure in that order
    static <T, R> List<R> atAll(ObjectStore store, List<T> items, Look<T, R> look) throws IOException {
        if (items.size() > 1 && store.isFarAway()) {
            return sideBySide(items, look);
        }
        var seen = new ArrayList<R>();
        for (var item : items) {
            seen.add(look.at(item));
        }
        return seen;
    }

    /// As [#atAll], of what is always far away.
    static <T, R> List<R> sideBySide(List<T> items, Look<T, R> look) throws IOException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var looks = items.stream()
                    .map(item -> threads.submit((Callable<R>) () -> look.at(item)))
                    .toList();
            var seen = new ArrayList<R>();
            for (var each : looks) {
                seen.add(result(each));
            }
            return seen;
        }
    }

    private static <R> R result(Future<R> look) throws IOException {
        try {
            return look.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while looking at several objects");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException fault) {
                throw fault;
            }
            if (e.getCause() instanceof RuntimeException fault) {
                throw fault;
            }
            throw new IllegalStateException("a look at the store failed", e.getCause());
        }
    }
}
