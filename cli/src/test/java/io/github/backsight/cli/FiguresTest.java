package io.github.backsight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "999, 999 B",
        "1000, 1.0 kB",
        "999949, 999.9 kB",
        "999950, 1.0 MB",
        "62040915, 62.0 MB",
        "4600000000, 4.6 GB",
        "9223372036854775807, 9.2 EB"
    })
    void bytesHaveTheUnitThatSuitsThem(long bytes, String text) {
        assertThat(Figures.bytes(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 ms",
        "999, 999 ms",
        "1000, 1.0 s",
        "59949, 59.9 s",
        "59950, 1 min 00 s",
        "125000, 2 min 05 s",
        "3720000, 1 h 02 min"
    })
    void durationsHaveTheUnitThatSuitsThem(long millis, String text) {
        assertThat(Figures.duration(Duration.ofMillis(millis))).isEqualTo(text);
    }

    @Test
    void countsAreGroupedAndNamed() {
        assertThat(Figures.count(74134)).isEqualTo("74,134");
        assertThat(Figures.count(1, "row", "rows")).isEqualTo("1 row");
        assertThat(Figures.count(0, "row", "rows")).isEqualTo("0 rows");
    }

    @Test
    void timesAreInUtc() {
        assertThat(Figures.time(Instant.parse("2026-11-23T00:22:05.9Z"))).isEqualTo("2026-11-23 00:22:05Z");
    }

    @Test
    void numbersDoNotDependOnTheLocale() {
        var before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertThat(Figures.bytes(62_040_915)).isEqualTo("62.0 MB");
            assertThat(Figures.count(74134)).isEqualTo("74,134");
        } finally {
            Locale.setDefault(before);
        }
    }
}
