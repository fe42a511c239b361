package io.github.backsight.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearIdsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "1001|01001|leading zeros",
                " a3 |a3|spaces around them",
                "A3|a3|upper and lower case",
                "36001.0|36001|a '.0' at the end",
                "1001.0|01001|a '.0' at the end and leading zeros",
                "0|00|leading zeros",
            })
    void saysWhatAnIdDiffersIn(String id, String other, String difference) {
        assertThat(near(List.of(id), List.of("x", other)))
                .isEqualTo("1 of them matches but for " + difference + ", as '" + id + "' and '" + other + "'");
    }

    @Test
    void countsThoseThatAreNearAndNoOthers() {
        assertThat(near(List.of("b7", "1", "2", "9"), List.of("01", "02", "03")))
                .startsWith("2 of them match");
    }

    @Test
    void saysNothingOfIdsThatAreNotNear() {
        assertThat(near(List.of("10", "b", ""), List.of("1", "c", "0"))).isEmpty();
        assertThat(near(List.of(), List.of("1"))).isEmpty();
    }

    private static String near(List<String> ids, List<String> others) {
        return NearIds.of(ids, all(ids), others, all(others)).map(NearIds::text).orElse("");
    }

    private static int[] all(List<String> ids) {
        return IntStream.range(0, ids.size()).toArray();
    }
}
