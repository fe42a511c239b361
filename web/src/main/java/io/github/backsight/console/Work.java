package io.github.backsight.console;

import io.github.backsight.console.Changes.Ending;
import io.github.backsight.progress.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/// What is being done for people in the console, and what was done since it started. Threads may share it.
final class Work implements AutoCloseable {
    private static final int MOST_KEPT = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ExecutorService workers = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "console work");
        thread.setDaemon(true);
        return thread;
    });
    private final Supplier<String> freshNames;
    private final Map<String, Task> tasks = new LinkedHashMap<>();

    Work(Supplier<String> freshNames) {
        this.freshNames = freshNames;
    }

    /// Something that happened in a task.
    ///
    /// @param kind `begun`, `done` or `failed` of a step, and `end` of all
    /// @param data JSON
    record Event(String kind, String data) {}

    /// Begins a task.
    ///
    /// @return what it is found by
    synchronized String begin(Function<Progress, Ending> work) {
        var task = new Task();
        var name = freshNames.get();
        tasks.put(name, task);
        var names = tasks.keySet().iterator();
        while (tasks.size() > MOST_KEPT) {
            names.next();
            names.remove();
        }
        workers.execute(() -> task.end(ended(work, task)));
        return name;
    }

    private static Ending ended(Function<Progress, Ending> work, Task task) {
        try {
            return work.apply(task);
        } catch (RuntimeException | Error e) {
            return new Ending(1, "null", "a fault of Backsight itself: " + e + ". See: backsight status");
        }
    }

    synchronized Optional<Task> find(String name) {
        return Optional.ofNullable(tasks.get(name));
    }

    /// Lets what is under way end, for a while.
    @Override
    public void close() {
        workers.shutdown();
        try {
            if (!workers.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// One task and its events, in order.
    static final class Task implements Progress {
        private static final int MOST_EVENTS = 2_000;

        private final List<Event> events = new ArrayList<>();
        private boolean ended;

        @Override
        public Step start(String what, long total, Unit unit) {
            tell("begun", Map.of("step", what));
            return new Step() {
                private long sum;
                private boolean closed;

                @Override
                public synchronized void advance(long amount) {
                    sum += amount;
                }

                @Override
                public synchronized void close() {
                    if (!closed) {
                        closed = true;
                        boolean whole = total < 0 || sum >= total;
                        tell(whole ? "done" : "failed", Map.of("step", what));
                    }
                }
            };
        }

        private synchronized void tell(String kind, Map<String, Object> data) {
            if (!ended && (events.size() < MOST_EVENTS || kind.equals("end"))) {
                events.add(new Event(kind, new JsonMapper().writeValueAsString(data)));
                notifyAll();
            }
        }

        private synchronized void end(Ending ending) {
            var json = new JsonMapper();
            tell(
                    "end",
                    Map.of(
                            "exitCode",
                            ending.exitCode(),
                            "record",
                            json.readTree(ending.record().isBlank() ? "null" : ending.record()),
                            "said",
                            ending.said()));
            ended = true;
            notifyAll();
        }

        /// Waits for events after the first `seen`.
        ///
        /// @return those there are; none when time is up
        synchronized List<Event> after(int seen, Duration patience) throws InterruptedException {
            long until = System.nanoTime() + patience.toNanos();
            while (events.size() <= seen && !ended) {
                long rest = until - System.nanoTime();
                if (rest <= 0) {
                    return List.of();
                }
                TimeUnit.NANOSECONDS.timedWait(this, rest);
            }
            return seen >= events.size() ? List.of() : List.copyOf(events.subList(seen, events.size()));
        }

        synchronized boolean isOver(int seen) {
            return ended && seen >= events.size();
        }
    }
}
