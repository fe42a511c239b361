package io.github.backsight.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodesTest {
    private static final int ROWS = 10_000;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 128, 32_767, 32_768, 8_388_607, Integer.MAX_VALUE})
    void codesComeBackWhateverTheHighestIs(int highest) {
        var random = new Random(highest);
        var codes = IntStream.range(0, ROWS)
                .map(row -> row % 5 == 0 ? Column.BLANK : (int) (random.nextDouble() * (highest + 1.0)))
                .toArray();
        codes[ROWS - 1] = highest;
        codes[1] = highest;

        assertThat(all(Codes.of(codes))).containsExactly(codes);
    }

    @Test
    void theyAreReadBeforeAllAreThere() {
        var appender = new Codes.Appender();
        for (int row = 0; row < ROWS; row++) {
            appender.append(row);
            assertThat(appender.at(row)).isEqualTo(row);
            assertThat(appender.at(row / 2)).isEqualTo(row / 2);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4_095, 4_096, 4_097, 9_000, 20_000})
    void blanksAreFilledIn(int rows) {
        for (int before : new int[] {0, 1, 4_095, 4_096, 5_000}) {
            var appender = new Codes.Appender();
            IntStream.range(0, before).forEach(unused -> appender.append(7));

            appender.fillTo(rows);
            appender.append(3);

            int filled = Math.max(before, rows);
            assertThat(all(appender.soFar()))
                    .containsExactly(IntStream.rangeClosed(0, filled)
                            .map(row -> row == filled ? 3 : row < before ? 7 : Column.BLANK)
                            .toArray());
        }
    }

    @Test
    void whatWasGivenDoesNotChangeWhenMoreIsAppended() {
        var appender = new Codes.Appender();
        IntStream.range(0, 5_000).forEach(appender::append);
        var given = appender.soFar();

        IntStream.range(0, 5_000).forEach(unused -> appender.append(Column.BLANK));

        assertThat(all(given)).containsExactly(IntStream.range(0, 5_000).toArray());
    }

    private static int[] all(Codes codes) {
        return IntStream.range(0, codes.count()).map(codes::at).toArray();
    }
}
