package io.github.backsight.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

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
        return hold(List.of(new Plan(row, "", "", contenders, List.of())), rows -> {})
                .getFirst()
                .results();
    }

    /// Measures several rows side by side: a turn of each row's contenders, then the next turn.
    ///
    /// @param sofar told the rows after each turn that counts
    List<Row> hold(List<Plan> plans, Consumer<List<Row>> sofar) {
        var tallies = plans.stream()
                .map(plan -> plan.contenders().stream().map(Tally::new).toList())
                .toList();
        for (int turn = -warmUps; turn < runs; turn++) {
            for (int plan = 0; plan < plans.size(); plan++) {
                takeTurns(plans.get(plan).name(), turn, tallies.get(plan));
            }
            if (turn >= 0) {
                sofar.accept(rows(plans, tallies));
            }
        }
        return rows(plans, tallies);
    }

    private static List<Row> rows(List<Plan> plans, List<List<Tally>> tallies) {
        return IntStream.range(0, plans.size())
                .mapToObj(number -> row(plans.get(number), tallies.get(number)))
                .toList();
    }

    private void takeTurns(String row, int turn, List<Tally> tallies) {
        for (var tally : tallies) {
            if (tally.failure.isEmpty()) {
                tally.take(turn >= 0);
                log.println(row + ", " + (turn < 0 ? "warm-up" : "run " + (turn + 1) + " of " + runs) + ": "
                        + tally.contender.name() + ": " + tally.last());
            }
        }
    }

    private static Row row(Plan plan, List<Tally> tallies) {
        var results = tallies.stream().map(Tally::result).toList();
        return new Row(plan.name(), plan.work(), plan.target(), results, plan.remarks());
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
