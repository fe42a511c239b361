package io.github.backsight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

class CommandsTest {
    @Test
    void everyCommandIsCalledAsItSaysItself() {
        assertThat(Commands.neededFor()).isNotEmpty().allSatisfy((name, command) -> {
            var said = Objects.requireNonNull(command.get().getClass().getAnnotation(Command.class));
            assertThat(said.name()).isEqualTo(name);
        });
    }

    @Test
    void whereACommandIsNamedFirstNoOtherIsNeeded() {
        assertThat(Commands.neededFor("status", "--json")).containsOnlyKeys("status");
    }

    @Test
    void helpAndWhatIsNoCommandNeedAll() {
        assertThat(Commands.neededFor("help", "put")).containsKey("put");
        assertThat(Commands.neededFor("--json", "status"))
                .containsOnlyKeys(Commands.neededFor().keySet());
        assertThat(Commands.neededFor("pubish")).containsKey("publish");
    }
}
