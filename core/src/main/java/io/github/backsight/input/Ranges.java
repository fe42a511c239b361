package io.github.backsight.input;

import io.github.backsight.progress.Progress;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/// Brings the missing ranges of a version, several at once, each to its place in the part file.
///
/// Workers read, write and count. The calling thread records what they count ([RangeTable]), and sums up the bytes
/// before the first gap, which it reads from the file once more, mostly out of the page cache. So what is held in
/// memory
/// is one buffer a worker and one more, 256 KiB each, however long the version is.
final class Ranges {
    /// The counts are recorded this often while a range comes: what a kill costs is a part of each range under way.
    private static final int RECORDS_A_RANGE = 4;

    private final Stretch.Source source;
    private final PartFile part;
    private final RangeTable table;
    private final Promise.Sums sums;
    private final Progress.Step step;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger working = new AtomicInteger();
    private final AtomicReference<Optional<Throwable>> failure = new AtomicReference<>(Optional.empty());
    private final Semaphore news = new Semaphore(0);

    /// @param sums of nothing yet
    /// @param step told of every byte, also of those that are there
    Ranges(Stretch.Source source, PartFile part, RangeTable table, Promise.Sums sums, Progress.Step step) {
        this.source = source;
        this.part = part;
        this.table = table;
        this.sums = sums;
        this.step = step;
    }

    /// Returns when every byte is there and summed up. On an exception no other thread writes to the part file any
    /// more,
    /// which is closed, and the next run goes on with it.
    void bring(int atOnce) throws IOException {
        step.advance(table.brought());
        int workers = Math.min(atOnce, table.ranges());
        working.set(workers);
        // Virtual, since no other thread is woken by an interruption while it waits for a socket.
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int worker = 0; worker < workers; worker++) {
                threads.execute(this::work);
            }
            try {
                oversee();
            } catch (InterruptedException e) {
                var stopped = part.stopped();
                stop(threads, stopped);
                Thread.currentThread().interrupt();
                throw stopped;
            } catch (IOException | RuntimeException | Error e) {
                stop(threads, e);
                throw e;
            }
        }
    }

    private void oversee() throws IOException, InterruptedException {
        var buffer = PartFile.buffer();
        long summed = 0;
        boolean ended;
        do {
            news.acquire();
            news.drainPermits();
            ended = working.get() == 0;
            throwFailure();
            table.record();
            summed = part.read(summed, table.withoutGap(), buffer, sums::update);
        } while (!ended);
        if (summed < source.size()) {
            throw new IOException("'" + part.path() + "' was cut by somebody else; run it again");
        }
    }

    private void throwFailure() throws IOException {
        switch (failure.get().orElse(null)) {
            case null -> {}
            case Stretch.BrokenException broken -> throw source.brokenOff(table.brought(), broken);
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IOException(e);
        }
    }

    /// Closes the part file before it wakes the workers, so that none can write once somebody else may open it.
    private void stop(ExecutorService threads, Throwable why) {
        try {
            table.record();
        } catch (IOException e) {
            why.addSuppressed(e);
        }
        try {
            part.close();
        } catch (IOException e) {
            why.addSuppressed(e);
        }
        threads.shutdownNow();
    }

    private void work() {
        try {
            for (int range = next.getAndIncrement(); range < table.ranges(); range = next.getAndIncrement()) {
                bringRange(range);
            }
        } catch (IOException | RuntimeException | Error e) {
            failure.compareAndSet(Optional.empty(), Optional.of(e));
        } finally {
            working.decrementAndGet();
            news.release();
        }
    }

    private void bringRange(int range) throws IOException {
        long often = Math.max(1, table.rangeBytes() / RECORDS_A_RANGE);
        long from = table.missingFrom(range);
        var stretch = new Stretch(source, part, bytes -> {
            long before = table.missingFrom(range);
            table.count(range, bytes.remaining());
            step.advance(bytes.remaining());
            if ((before - from) / often < (before - from + bytes.remaining()) / often) {
                news.release();
            }
        });
        stretch.bring(from, table.to(range));
    }
}
