package io.github.backsight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.progress.Progress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TerminalProgressTest {
    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    private final AtomicLong nanos = new AtomicLong();
    private final TerminalProgress progress =
            new TerminalProgress(new PrintStream(terminal, true, StandardCharsets.UTF_8), "100", nanos::get);

    private String drawn() {
        return terminal.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aStepOfLessThanASecondIsNeverSeen() {
        try (var step = progress.start("reading a.zip", 10, Progress.Unit.BYTES)) {
            step.advance(10);
        }

        assertThat(drawn()).isEmpty();
    }

    @Test
    void aLongStepIsDrawnWithItsShareAndLeftStanding() {
        try (var step = progress.start("reading a.zip", 4_000_000, Progress.Unit.BYTES)) {
            step.advance(3_000_000);
            nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        }

        assertThat(drawn())
                .contains("reading a.zip")
                .contains("75%")
                .contains("MB/s")
                .endsWith("\n");
    }

    @Test
    void whatIsToBeDoneMayGrow() {
        try (var step = progress.start("cutting", 0, Progress.Unit.ITEMS)) {
            step.expect(1);
            step.advance(1);
            step.expect(3);
            nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        }

        assertThat(drawn()).contains("25%").contains("1/4");
    }

    @Test
    void ofTwoStepsAtOnceTheNewerIsDrawnUntilItEnds() {
        var older = progress.start("older", 10, Progress.Unit.ITEMS);
        var newer = progress.start("newer", 10, Progress.Unit.ITEMS);
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        newer.advance(5);
        newer.close();
        assertThat(drawn()).contains("newer").doesNotContain("older");
        older.close();

        assertThat(drawn()).contains("older");
    }

    @Test
    void noLineIsWiderThanTheTerminal() {
        try (var step = progress.start("reading " + "long/".repeat(40), -1, Progress.Unit.BYTES)) {
            step.advance(1);
            nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        }

        assertThat(drawn().replace("\u001b[K", "").split("[\r\n]+")).allMatch(line -> line.length() < 100);
    }
}
