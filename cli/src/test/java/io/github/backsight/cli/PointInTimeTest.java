package io.github.backsight.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PointInTimeTest {
    private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");

    private static Instant parsed(String text) throws CommandException {
        return PointInTime.parse("--as-of", text, NOW);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T20:00:00Z, 2026-11-22T20:00:00Z",
        "2026-11-22t20:00:00.250z, 2026-11-22T20:00:00.250Z",
        "2026-11-22 20:00:00Z, 2026-11-22T20:00:00Z",
        "2026-11-22T20:00:00-05:00, 2026-11-23T01:00:00Z",
        "2 hours ago, 2026-11-23T01:00:00Z",
        "90 minutes ago, 2026-11-23T01:30:00Z",
        "3  Days ago, 2026-11-20T03:00:00Z",
        "1 week ago, 2026-11-16T03:00:00Z",
        "30 seconds ago, 2026-11-23T02:59:30Z",
    })
    void timesHaveAZoneOrAreSoLongAgo(String text, Instant expected) throws CommandException {
        assertThat(parsed(text)).isEqualTo(expected);
    }

    private static void assertRefused(String text, String why) {
        assertThatThrownBy(() -> parsed(text))
                .isInstanceOfSatisfying(
                        CommandException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
                .hasMessageContaining(why);
    }

    @Test
    void aTimeWithoutAZoneIsRefusedSinceTheZoneWouldBeGuessed() {
        assertRefused("2026-11-22T20:00:00", "does not say in which zone, and none is guessed");
        assertRefused("2026-11-22 20:00", "Write 2026-11-22T20:00Z for UTC");
    }

    @Test
    void aDayIsNoTime() {
        assertRefused("2026-11-22", "Write for example 2026-11-22T03:00:00Z");
    }

    @Test
    void whatIsNoTimeIsRefusedWithExamples() {
        assertRefused("yesterday", "'yesterday' is no time. Write for example 2026-11-23T03:00:00Z");
    }

    @Test
    void whatIsToComeIsRefused() {
        assertRefused(NOW.plus(Duration.ofSeconds(1)).toString(), "takes a time that is past");
    }
}
