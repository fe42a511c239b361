package io.github.backsight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.cli.Environment.Channel;
import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Severity;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConsoleTest {
    private final CommandRun run = new CommandRun(Path.of(""));

    private boolean coloured() {
        return Console.of(run.environment(), Channel.OUT).coloured();
    }

    @Test
    void aTerminalHasColours() {
        run.onTerminals(Channel.OUT);

        assertThat(coloured()).isTrue();
    }

    @Test
    void aFileHasNoColours() {
        run.onTerminals(Channel.IN, Channel.ERR);

        assertThat(coloured()).isFalse();
    }

    @Test
    void noColorIsKeptWhenItIsNotEmpty() {
        run.onTerminals(Channel.OUT);

        assertThat(run.with(Map.of("NO_COLOR", "1")).environment().variable("NO_COLOR"))
                .isEqualTo("1");
        assertThat(coloured()).isFalse();
        run.with(Map.of("NO_COLOR", ""));
        assertThat(coloured()).isTrue();
    }

    @Test
    void aDumbTerminalHasNoColours() {
        run.onTerminals(Channel.OUT).with(Map.of("TERM", "dumb"));

        assertThat(coloured()).isFalse();
    }

    @Test
    void tablesHaveColumnsAsWideAsTheirWidestCell() {
        assertThat(printed(console -> console.table(
                        List.of("NAME", ">SIZE", ""),
                        List.of(List.of("a", "1 B", "latest"), List.of("long", "20 MB", "")))))
                .isEqualTo("""
                        NAME   SIZE
                        a       1 B  latest
                        long  20 MB
                        """);
    }

    @Test
    void aFindingTellsPlaceThingAndNextStep() {
        var finding = new Finding(
                "table.ragged-row",
                Severity.FAIL,
                "usa.csv",
                "line 3",
                "4 cells, not 5",
                "Mend the row",
                2,
                List.of("a", "b"));

        assertThat(printed(console -> console.findings(List.of(finding)))).isEqualTo("""
                        FAIL  usa.csv, line 3  table.ragged-row
                              4 cells, not 5. 2 times. For example: a, b
                              Mend the row.
                        """);
    }

    private static String printed(java.util.function.Consumer<Console> printing) {
        var bytes = new ByteArrayOutputStream();
        printing.accept(new Console(new PrintStream(bytes, true, StandardCharsets.UTF_8), false));
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
