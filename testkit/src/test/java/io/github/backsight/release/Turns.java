package io.github.backsight.release;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/// Several processes of which only one at a time goes on, from one store call to the next: whose turn it is, an order
/// says. So the same order makes the same story, however many processors there are.
///
/// Each process runs on a thread of its own. What they share needs no further lock.
final class Turns {
    /// Says whose turn is next.
    @FunctionalInterface
    interface Order {
        /// @param running who waits before a store call; empty at the beginning, and when one has ended
        /// @param ready all that have not ended; at least one
        int next(OptionalInt running, SortedSet<Integer> ready);
    }

    private final Order order;
    private final List<Semaphore> turns = new ArrayList<>();
    private final SortedSet<Integer> ready = new TreeSet<>();
    private final AtomicReference<Optional<Throwable>> failure = new AtomicReference<>(Optional.empty());

    Turns(Order order) {
        this.order = order;
    }

    /// Runs all of `processes`, numbered from 0, to their ends.
    ///
    /// @throws AssertionError if one of them failed
    void run(List<? extends Runnable> processes) throws InterruptedException {
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < processes.size(); i++) {
            turns.add(new Semaphore(0));
            ready.add(i);
        }
        for (int i = 0; i < processes.size(); i++) {
            int number = i;
            threads.add(Thread.ofPlatform().daemon().start(() -> live(number, processes.get(number))));
        }
        giveTo(order.next(OptionalInt.empty(), ready));
        for (var thread : threads) {
            thread.join();
        }
        if (failure.get().isPresent()) {
            throw new AssertionError(failure.get().get());
        }
    }

    private void live(int number, Runnable process) {
        turns.get(number).acquireUninterruptibly();
        try {
            process.run();
        } catch (RuntimeException | Error e) {
            failure.compareAndSet(Optional.empty(), Optional.of(e));
        }
        ready.remove(number);
        if (!ready.isEmpty()) {
            giveTo(order.next(OptionalInt.empty(), ready));
        }
    }

    /// Called by process `number` before each of its store calls; returns when it is its turn: at once when all have
    /// ended, and the caller is nobody's process.
    void await(int number) {
        if (ready.isEmpty()) {
            return;
        }
        int next = order.next(OptionalInt.of(number), ready);
        if (next != number) {
            giveTo(next);
            turns.get(number).acquireUninterruptibly();
        }
    }

    private void giveTo(int number) {
        turns.get(number).release();
    }
}
