package io.github.backsight.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Lets contenders work in turns, A B A B, so that what else the machine does hits all of them alike.
///
/// @param warmUps turns of each that are not counted
/// @param runs turns of each that are counted
/// @param log told what is under way
record Contest(int warmUps, int runs, PrintStream log) {
    Contest {
        if (warmUps < 0 || runs < 1) {
            throw new IllegalArgumentException(
                    "a contest has at least one run and no fewer than 0 warm-ups: not " + runs + " and " + warmUps);
        }
    }

    /// {@return one result a contender, in their order; one that fails takes no further turns, and the others go on}
    List<Result> hold(String row, List<Contender> contenders) {
        var tallies = contenders.stream().map(Tally::new).toList();
        for (int turn = -warmUps; turn < runs; turn++) {
            for (var tally : tallies) {
                if (tally.failure.isEmpty()) {
                    tally.take(turn >= 0);
                    log.println(row + ", " + (turn < 0 ? "warm-up" : "run " + (turn + 1) + " of " + runs) + ": "
                            + tally.contender.name() + ": " + tally.last());
                }
            }
        }
        return tallies.stream().map(Tally::result).toList();
    }

    private static final class Tally {
        private final Contender contender;
        private final List<Measurement> measurements = new ArrayList<>();
        private Optional<String> failure = Optional.empty();
        private double seconds;

        Tally(Contender contender) {
            this.contender = contender;
        }

        void take(boolean counted) {
            try {
                var measurement = contender.attempt().run();
                seconds = measurement.wallSeconds();
                if (counted) {
                    measurements.add(measurement);
                }
            } catch (IOException fault) {
                failure = Optional.of(String.valueOf(fault.getMessage()));
            }
        }

        String last() {
            return failure.orElseGet(() -> String.format(java.util.Locale.ROOT, "%.3f s", seconds));
        }

        Result result() {
            return new Result(contender.name(), contender.how(), measurements, failure);
        }
    }
}
