package io.github.backsight.cli;

import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Shows help texts.
@Command(
        name = "help",
        header = "Show what a command does.",
        description = {"", "The same as COMMAND --help.", ""},
        footerHeading = "%nExamples:%n",
        footer = {"  backsight help", "  backsight help put"})
final class HelpCommand implements Operation {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..1", paramLabel = "COMMAND", description = "The command (default: an overview of all).")
    private Optional<String> command = Optional.empty();

    /// @param help what people read
    record Shown(String help) implements Result {
        @Override
        public void describe(Console console) {
            console.line(help.stripTrailing());
        }
    }

    @Override
    public Result perform(Session session) throws CommandException {
        var program = spec.root().commandLine();
        var asked = command.isEmpty() ? program : program.getSubcommands().get(command.get());
        if (asked == null) {
            throw new CommandException(
                    ExitCode.USAGE, "there is no command '" + command.orElse("") + "'. See: backsight --help");
        }
        return new Shown(asked.getUsageMessage(asked.getColorScheme()));
    }
}
