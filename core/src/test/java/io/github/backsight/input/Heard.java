package io.github.backsight.input;

import io.github.backsight.progress.Progress;
import java.util.ArrayList;
import java.util.List;

/// Remembers all steps, each with how much of what was told to be done, as `downloading a 10/10`.
final class Heard implements Progress {
    private final List<Told> steps = new ArrayList<>();

    private static final class Told implements Step {
        private final String what;
        private final long total;
        private long done;

        Told(String what, long total) {
            this.what = what;
            this.total = total;
        }

        @Override
        public synchronized void advance(long amount) {
            done += amount;
        }
    }

    @Override
    public synchronized Step start(String what, long total, Unit unit) {
        var told = new Told(what, total);
        steps.add(told);
        return told;
    }

    synchronized List<String> steps() {
        return steps.stream()
                .map(told -> told.what + " " + told.done + "/" + told.total)
                .toList();
    }
}
