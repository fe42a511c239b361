package io.github.backsight.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ContestTest {
    private static final PrintStream SILENCE =
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);

    private final List<String> turns = new ArrayList<>();

    @Test
    void contendersWorkInTurnsAndTheWarmUpIsNotCounted() {
        var results = new Contest(1, 2, SILENCE).hold("row", List.of(working("A", 1), working("B", 3)));

        assertThat(String.join("", turns)).isEqualTo("ABABAB");
        assertThat(results)
                .allSatisfy(result -> assertThat(result.measurements()).hasSize(2));
        assertThat(results.get(1).timesAsLongAs(results.get(0))).hasValue(new Spread(3, 3, 3));
    }

    @Test
    void oneThatFailsTakesNoFurtherTurnsAndTheOthersGoOn() {
        var failing = new Contender("B", "", () -> {
            turns.add("B");
            throw new IOException("no such flag");
        });

        var results = new Contest(0, 3, SILENCE).hold("row", List.of(working("A", 1), failing));

        assertThat(String.join("", turns)).isEqualTo("ABAA");
        assertThat(results.get(1).failure()).hasValue("no such flag");
        assertThat(results.get(1).timesAsLongAs(results.get(0))).isEmpty();
    }

    @Test
    void theMiddleOfAnEvenCountLiesBetweenTwo() {
        assertThat(Spread.of(java.util.stream.DoubleStream.of(4, 1, 3, 2))).isEqualTo(new Spread(2.5, 1, 4));
        assertThatThrownBy(() -> Spread.of(java.util.stream.DoubleStream.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void workDoneOneAfterTheOtherAddsTimesAndKeepsTheLargestMemory() {
        var first = new Measurement(1, OptionalDouble.of(2), OptionalLong.of(30));
        var second = new Measurement(4, OptionalDouble.of(5), OptionalLong.of(20));

        assertThat(first.then(second)).isEqualTo(new Measurement(5, OptionalDouble.of(7), OptionalLong.of(30)));
        assertThat(first.then(new Measurement(1, OptionalDouble.empty(), OptionalLong.empty())))
                .isEqualTo(new Measurement(2, OptionalDouble.empty(), OptionalLong.empty()));
    }

    private Contender working(String name, double seconds) {
        return new Contender(name, "", () -> {
            turns.add(name);
            return new Measurement(seconds, OptionalDouble.empty(), OptionalLong.empty());
        });
    }
}
