package io.github.backsight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProgramTest {
    private final CommandRun run = new CommandRun(Path.of(""));
    private final Environment environment = run.environment();
    private final Program program = new Program(environment);
    private final Session session = new Session(environment, new GlobalOptions());

    private record Said(String text, ExitCode exitCode) implements Result {
        @Override
        public void describe(Console console) {
            console.line(text);
        }
    }

    @Test
    void law10_aResultSaysItsExitCode() {
        assertThat(program.perform(unused -> new Said("refused", ExitCode.REFUSED), session))
                .isEqualTo(3);
        assertThat(run.out()).isEqualTo("refused\n");
    }

    @Test
    void law9_aFailureIsASentenceAndNoStackTrace() {
        int exitCode = program.perform(
                unused -> {
                    throw new IOException("'a.zip' is away");
                },
                session);

        assertThat(exitCode).isEqualTo(1);
        assertThat(run.err()).isEqualTo("backsight: 'a.zip' is away\n");
    }

    @Test
    void law10_whoIsInterruptedIsToldWhatToDoNext() {
        program.perform(
                unused -> {
                    program.interrupt();
                    return new Said("", ExitCode.DONE);
                },
                session);

        assertThat(run.err())
                .isEqualTo("\nbacksight: interrupted; nothing is half-written. Run the same command again.\n");
    }

    @Test
    void whatEndedCannotBeInterrupted() {
        program.perform(unused -> new Said("", ExitCode.DONE), session);

        program.interrupt();

        assertThat(run.err()).isEmpty();
    }
}
