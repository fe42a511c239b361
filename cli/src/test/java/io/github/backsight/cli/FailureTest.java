package io.github.backsight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.config.ConfigurationException;
import io.github.backsight.finding.BadInputException;
import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Severity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailureTest {
    private static final Finding FINDING = new Finding(
            "table.ragged-row",
            Severity.FAIL,
            "usa.csv",
            "line 3",
            "4 cells, not 5",
            "Mend the row",
            2,
            List.of("a", "b"));

    @Test
    void law10_aWrongConfigurationIsWrongUsage() {
        var problem = new ConfigurationException.Problem("backsight.yaml", 7, 3, "unknown key 'buckts'");

        assertThat(Failure.of(new ConfigurationException(List.of(problem))))
                .isEqualTo(Failure.of(ExitCode.USAGE, "backsight.yaml:7:3: unknown key 'buckts'"));
    }

    @Test
    void law9_badInputIsRefusedWithItsFindings() {
        var failure = Failure.of(new BadInputException(List.of(FINDING)));

        assertThat(failure.exitCode()).isEqualTo(3);
        assertThat(failure.findings()).containsExactly(FINDING);
    }

    @Test
    void aCommandSaysItsOwnExitCode() {
        assertThat(Failure.of(new CommandException(ExitCode.UNKNOWN, "look")))
                .isEqualTo(Failure.of(ExitCode.UNKNOWN, "look"));
    }

    @Test
    void law9_pathsThatJavaNamesWithoutASentenceGetOne() {
        assertThat(Failure.of(new NoSuchFileException("a.csv")).error())
                .isEqualTo("'a.csv' does not exist. Check the path.");
        assertThat(Failure.of(new AccessDeniedException("a.csv")).error())
                .isEqualTo("'a.csv' must not be read or written by this user. Change its permissions, or the user.");
        assertThat(Failure.of(new FileSystemException("a.csv", null, "No space left on device"))
                        .error())
                .isEqualTo("'a.csv': No space left on device");
    }

    @Test
    void anUncheckedFailureIsWhatItWraps() {
        assertThat(Failure.of(new UncheckedIOException(new IOException("s3 is away"))))
                .isEqualTo(Failure.of(ExitCode.FAILED, "s3 is away"));
    }

    @Test
    void law9_aFaultOfTheProgramAsksToBeReported() {
        assertThat(Failure.of(new IllegalStateException("oops")))
                .isEqualTo(Failure.of(
                        ExitCode.FAILED,
                        "a fault of Backsight itself: java.lang.IllegalStateException: oops. Run the command again with"
                                + " --debug and report what it prints."));
    }

    @Test
    void tooLittleMemorySaysHowToGiveMore() {
        assertThat(Failure.of(new OutOfMemoryError("Java heap space")).error())
                .contains("BACKSIGHT_JAVA_OPTIONS=-Xmx4g");
    }
}
