package io.github.backsight.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Work that several rows measure their own by: done once a turn, it counts for each of them. For one thread.
final class SharedAttempt {
    private final Attempt attempt;
    private final List<Measurement> turns = new ArrayList<>();

    SharedAttempt(Attempt attempt) {
        this.attempt = attempt;
    }

    /// {@return the attempt for one contender; whichever comes first in a turn does the work}
    Attempt share() {
        return new Attempt() {
            private int taken;

            @Override
            public Measurement run() throws IOException {
                if (taken == turns.size()) {
                    turns.add(attempt.run());
                }
                return turns.get(taken++);
            }
        };
    }
}
