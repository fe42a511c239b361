package io.github.backsight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class HelpTest {
    @TempDir
    private Path folder;

    private List<String> commands() {
        var program = new Program(new CommandRun(folder).environment());
        return new ArrayList<>(program.commandLine().getSubcommands().keySet());
    }

    @TestFactory
    Stream<DynamicTest> law10_everyHelpSaysWhatTheCommandDoesWithExamplesAndExitCodes() {
        return commands().stream()
                .map(command -> DynamicTest.dynamicTest(command, () -> {
                    var run = new CommandRun(folder);

                    assertThat(run.run(command, "--help")).isZero();

                    assertThat(run.err()).isEmpty();
                    assertThat(run.out().lines().findFirst().orElseThrow()).endsWith(".");
                    assertThat(run.out())
                            .contains("Usage: backsight " + command)
                            .contains("--config=FILE", "--json", "--quiet")
                            .contains("Examples:\n  backsight " + command)
                            .contains("  0     done", "  1 ", "  2 ", "  3 ", "  4 ", "  130 ");
                    assertThat(run.out().lines()).allMatch(line -> line.length() <= 100);
                }));
    }

    @Test
    void theOverviewNamesEveryCommand() {
        var run = new CommandRun(folder);

        assertThat(run.run("--help")).isZero();

        assertThat(commands()).allSatisfy(command -> assertThat(run.out()).contains("\n  " + command + " "));
    }

    @Test
    void helpOfACommandIsTheSameAsItsOption() {
        var byCommand = new CommandRun(folder);
        var byOption = new CommandRun(folder);

        assertThat(byCommand.run("help", "put")).isZero();
        assertThat(byOption.run("put", "--help")).isZero();

        assertThat(byCommand.out()).isEqualTo(byOption.out());
    }

    @Test
    void law10_noCommandIsWrongUsageAndShowsTheOverview() {
        var run = new CommandRun(folder);

        assertThat(run.run()).isEqualTo(2);

        assertThat(run.out()).contains("Usage: backsight");
    }

    @Test
    void law10_aMistypedCommandIsWrongUsageAndTheNearestIsNamed() {
        var run = new CommandRun(folder);

        assertThat(run.run("pubish")).isEqualTo(2);

        assertThat(run.err())
                .contains("'pubish'")
                .contains("Did you mean 'publish'?")
                .contains("backsight --help");
    }

    @Test
    void law10_aMistypedOptionIsWrongUsageInJsonToo() {
        var run = new CommandRun(folder);

        assertThat(run.run("init", "--jsno")).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.run("init", "--json", "--dry")).isEqualTo(2);

        assertThat(run.out()).contains("\"exitCode\" : 2").contains("--dry");
    }

    @Test
    void theVersionIsShown() {
        var run = new CommandRun(folder);

        assertThat(run.run("--version")).isZero();

        assertThat(run.out()).startsWith("backsight ").contains("Java " + Runtime.version());
    }
}
