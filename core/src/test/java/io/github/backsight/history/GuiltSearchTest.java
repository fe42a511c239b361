package io.github.backsight.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.store.VersionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GuiltSearchTest {
    private static final int HISTORIES = 200;

    private static IntStream seeds() {
        return IntStream.range(0, 10);
    }

    /// The versions of each input are numbered, so that a version from some number on can be the bad one.
    private static InputVersion version(int number, long size) {
        return new InputVersion(new VersionId("v" + number), Instant.EPOCH.plusSeconds(number), size);
    }

    private static int number(Combination combination, String input) {
        return Integer.parseInt(combination.version(input).id().value().substring(1));
    }

    /// A history of up to four inputs in which at each step at least one of them changes.
    private static List<Combination> history(Random random) {
        var names = List.of("a", "b", "c", "d").subList(0, 1 + random.nextInt(4));
        var versions = new TreeMap<String, InputVersion>();
        names.forEach(name -> versions.put(name, version(0, random.nextInt(1000))));
        var row = new ArrayList<Combination>();
        row.add(new Combination(versions));
        int last = 1 + random.nextInt(60);
        for (int place = 1; place <= last; place++) {
            int surely = random.nextInt(names.size());
            for (int input = 0; input < names.size(); input++) {
                if (input == surely || random.nextInt(4) == 0) {
                    versions.put(names.get(input), version(place, random.nextInt(1000)));
                }
            }
            row.add(new Combination(versions));
        }
        return row;
    }

    /// Says what is so, and writes down what it was asked.
    private static final class Witness implements GuiltSearch.Judge {
        private final Map<Combination, Judgement> asked = new LinkedHashMap<>();
        private final Predicate<Combination> bad;
        private final Predicate<Combination> unclear;

        Witness(Predicate<Combination> bad, Predicate<Combination> unclear) {
            this.bad = bad;
            this.unclear = unclear;
        }

        @Override
        public Judgement judge(Combination combination) {
            var said =
                    unclear.test(combination) ? Judgement.SKIP : bad.test(combination) ? Judgement.BAD : Judgement.GOOD;
            assertThat(asked.put(combination, said)).as("asked twice").isNull();
            return said;
        }
    }

    private static int firstBadByLookingAtEach(List<Combination> row, Predicate<Combination> bad) {
        return IntStream.range(0, row.size())
                .filter(place -> bad.test(row.get(place)))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theFirstBadVersionAndItsInputAreFoundWithFewVerdicts(int seed) throws Exception {
        var random = new Random(seed);
        for (int each = 0; each < HISTORIES; each++) {
            var row = history(random);
            int candidates = row.size() - 1;
            int spoilt = 1 + random.nextInt(candidates);
            var changed = row.get(spoilt - 1).changedIn(row.get(spoilt));
            var guilty = changed.get(random.nextInt(changed.size()));
            var witness = new Witness(combination -> number(combination, guilty) >= spoilt, combination -> false);

            var found = GuiltSearch.find(row, witness);

            assertThat(found.states().bad()).isEqualTo(spoilt).isEqualTo(firstBadByLookingAtEach(row, witness.bad));
            assertThat(found.states().good()).isEqualTo(spoilt - 1);
            assertThat(found.guilty()).contains(guilty);
            long ofStates =
                    witness.asked.keySet().stream().filter(row::contains).count();
            assertThat(ofStates)
                    .isLessThanOrEqualTo((int) Math.floor(Math.log(candidates) / Math.log(2) + 1e-9) + 1)
                    .isLessThanOrEqualTo(Bisection.mostVerdicts(candidates));
            assertThat(witness.asked.size() - ofStates).isLessThanOrEqualTo(Bisection.mostVerdicts(changed.size()));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsBadOnlyTogetherIsPutDownToTheInputWithWhichItWentBad(int seed) throws Exception {
        var random = new Random(seed);
        for (int each = 0; each < HISTORIES; each++) {
            var row = history(random);
            int spoilt = 1 + random.nextInt(row.size() - 1);
            var changed = row.get(spoilt - 1).changedIn(row.get(spoilt));
            Predicate<Combination> together =
                    combination -> changed.stream().allMatch(input -> number(combination, input) >= spoilt);
            var witness = new Witness(together, combination -> false);

            var found = GuiltSearch.find(row, witness);

            assertThat(found.states().bad()).isEqualTo(spoilt);
            assertThat(found.guilty()).contains(changed.getLast());
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whereSomeCannotBeJudgedTheRangeIsAsNarrowAsItCanBe(int seed) throws Exception {
        var random = new Random(seed);
        for (int each = 0; each < HISTORIES; each++) {
            var row = history(random);
            int last = row.size() - 1;
            int spoilt = 1 + random.nextInt(last);
            int share = random.nextInt(10);
            var unclear = new HashSet<Combination>();
            row.subList(1, last).stream()
                    .filter(unused -> random.nextInt(10) < share)
                    .forEach(unclear::add);
            var witness = new Witness(combination -> row.indexOf(combination) >= spoilt, unclear::contains);

            var states = GuiltSearch.find(row, witness).states();

            assertThat(states.good()).isLessThan(spoilt);
            assertThat(states.bad()).isGreaterThanOrEqualTo(spoilt);
            assertThat(unclear).doesNotContain(row.get(states.good()), row.get(states.bad()));
            assertThat(unclear).containsAll(row.subList(states.good() + 1, states.bad()));
        }
    }

    @Test
    void theOneInputThatChangedIsGuiltyWithoutAQuestion() throws Exception {
        var before = new Combination(new TreeMap<>(Map.of("a", version(0, 1), "b", version(0, 1))));
        var witness = new Witness(combination -> true, combination -> false);

        var found = GuiltSearch.find(List.of(before, before.with("b", version(1, 1))), witness);

        assertThat(found.guilty()).contains("b");
        assertThat(witness.asked).isEmpty();
    }

    @Test
    void ofTwoThatChangedAtOnceTheSmallerFileIsTriedFirst() throws Exception {
        var before = new Combination(new TreeMap<>(Map.of("a", version(0, 1), "b", version(0, 1))));
        var small = before.with("b", version(1, 10));
        var witness = new Witness(combination -> number(combination, "a") == 1, combination -> false);

        var found = GuiltSearch.find(List.of(before, small.with("a", version(1, 2_000))), witness);

        assertThat(witness.asked).containsOnlyKeys(small);
        assertThat(found.guilty()).contains("a");
    }

    @Test
    void whereTheSwapCannotBeJudgedBothAreSuspects() throws Exception {
        var before = new Combination(new TreeMap<>(Map.of("a", version(0, 1), "b", version(0, 1))));
        var after = before.with("a", version(1, 1)).with("b", version(1, 1));
        var witness = new Witness(combination -> true, combination -> true);

        var found = GuiltSearch.find(List.of(before, after), witness);

        assertThat(found.states().decided()).isTrue();
        assertThat(found.guilty()).isEmpty();
        assertThat(found.suspects()).containsExactly("a", "b");
    }

    @Test
    void whereTheFirstBadStateIsNotCertainTheInputMayBeAllTheSame() throws Exception {
        var first = new Combination(new TreeMap<>(Map.of("a", version(0, 1), "b", version(0, 1))));
        var row = List.of(first, first.with("a", version(1, 1)), first.with("a", version(2, 1)));
        var witness = new Witness(combination -> true, combination -> true);

        var found = GuiltSearch.find(row, witness);

        assertThat(found.states().decided()).isFalse();
        assertThat(found.guilty()).contains("a");
        assertThat(found.swaps()).isEmpty();
    }
}
