package io.github.backsight.spark;

import io.github.backsight.progress.Progress;
import java.util.ArrayList;
import java.util.List;

/// Hears how far the steps of a build have come. Threads may share it.
final class StepsTold implements Progress {
    /// One step.
    static final class Told {
        final String what;
        long total;
        long done;
        long advances;
        boolean everBeyond;
        boolean closed;

        Told(String what, long total) {
            this.what = what;
            this.total = total;
        }

        @Override
        public String toString() {
            return what + ": " + done + " of " + total + " in " + advances;
        }
    }

    private final List<Told> steps = new ArrayList<>();

    synchronized List<Told> steps() {
        return List.copyOf(steps);
    }

    @Override
    public synchronized Step start(String what, long total, Unit unit) {
        var told = new Told(what, total);
        steps.add(told);
        return new Step() {
            @Override
            public void advance(long amount) {
                synchronized (StepsTold.this) {
                    told.done += amount;
                    told.advances++;
                    told.everBeyond |= told.closed || told.done > told.total;
                }
            }

            @Override
            public void expect(long more) {
                synchronized (StepsTold.this) {
                    told.total += more;
                }
            }

            @Override
            public void close() {
                synchronized (StepsTold.this) {
                    told.closed = true;
                }
            }
        };
    }
}
