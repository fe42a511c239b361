package io.github.backsight.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Random histories of several processes on one store, with faults, deaths and late writes: whatever happens, one whole
/// release is live, no version is lost, the journal explains every change, and nobody was told what is not so.
///
/// `BACKSIGHT_TEST_HISTORIES` says how many; `BACKSIGHT_TEST_SEED` tells one again that failed.
class RandomHistoriesTest {
    private static final int HISTORIES = 300;

    @Test
    void law3_law5_law6_holdInAnyHistory() throws Exception {
        var one = Optional.ofNullable(System.getenv("BACKSIGHT_TEST_SEED")).map(Long::valueOf);
        if (one.isPresent()) {
            new RandomHistory(one.get()).tell();
            return;
        }
        long histories = Optional.ofNullable(System.getenv("BACKSIGHT_TEST_HISTORIES"))
                .map(Long::valueOf)
                .orElse((long) HISTORIES);
        Map<String, Integer> told = new TreeMap<>();
        for (long seed = 1; seed <= histories; seed++) {
            for (var attempt : new RandomHistory(seed).tell()) {
                told.merge(kind(attempt), 1, Integer::sum);
            }
        }
        System.out.println(histories + " random histories: " + told);
        // A test in which nothing happens would find nothing.
        for (var action : Action.values()) {
            assertThat(told).containsKey(action + " Done");
            assertThat(told).containsKey(action + " Died");
        }
    }

    private static String kind(Attempt attempt) {
        var command = attempt.command.getClass().getSimpleName().toUpperCase(Locale.ROOT);
        var told = switch (attempt.told) {
            case Attempt.Told.Result(var outcome) -> outcome.getClass().getSimpleName();
            default -> attempt.told.getClass().getSimpleName();
        };
        return command + " " + told;
    }
}
