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
import java.util.function.BiConsumer;

/// Several looks at a store: side by side where it is far away, else one after the other.
final class Looks {
    /// Half of the requests that a bucket has under way at once, at most.
    private static final int MOST_AT_ONCE = 64;

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

    /// As [#atAll], of any number of items: so many at once as a store can serve.
    ///
    /// @param seen is told after each few, of each in order
    static <T, R> void atMany(ObjectStore store, List<T> items, Look<T, R> look, BiConsumer<T, R> seen)
            throws IOException {
        for (int from = 0; from < items.size(); from += MOST_AT_ONCE) {
            var few = items.subList(from, Math.min(items.size(), from + MOST_AT_ONCE));
            var results = atAll(store, few, look);
            for (int i = 0; i < few.size(); i++) {
                seen.accept(few.get(i), results.get(i));
            }
        }
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
