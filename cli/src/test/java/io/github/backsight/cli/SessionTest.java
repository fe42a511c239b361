package io.github.backsight.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.backsight.cli.Environment.Channel;
import io.github.backsight.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionTest {
    private final CommandRun run = new CommandRun(Path.of(""));

    private Session session() {
        return new Session(run.environment(), new GlobalOptions());
    }

    @ParameterizedTest
    @CsvSource({"yes, true", "YES, true", "'  yes ', true", "y, false", "no, false", "'', false"})
    void onlyYesIsYes(String typed, boolean goesAhead) throws IOException {
        run.onTerminals(Channel.IN).typing(typed + "\n");

        assertThat(session().confirm("Go ahead?", "--yes")).isEqualTo(goesAhead);
        assertThat(run.err()).isEqualTo("Go ahead? Type 'yes' to go ahead: ");
    }

    @Test
    void theEndOfTheInputIsNo() throws IOException {
        run.onTerminals(Channel.IN).typing("");

        assertThat(session().confirm("Go ahead?", "--yes")).isFalse();
    }

    @Test
    void withoutATerminalAQuestionIsRefusedWithTheOptionThatAnswersIt() {
        run.typing("yes\n");

        assertThatThrownBy(() -> session().confirm("Go ahead?", "--yes"))
                .hasMessage("nobody is there to answer \"Go ahead?\": say --yes to go ahead without asking");
    }

    @Test
    void progressIsShownOnATerminalOnly() {
        assertThat(session().progress()).isSameAs(Progress.SILENT);
        run.onTerminals(Channel.ERR);
        assertThat(session().progress()).isInstanceOf(TerminalProgress.class);
    }
}
