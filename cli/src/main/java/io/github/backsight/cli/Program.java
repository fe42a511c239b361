package io.github.backsight.cli;

import io.github.backsight.progress.Progress;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// One run: reads the arguments, performs the command, shows its result or its failure.
final class Program {
    private static final int HELP_COLUMNS = 100;

    private final Environment environment;
    private final AtomicReference<@Nullable Operation> underWay = new AtomicReference<>();

    private final Optional<Progress> progress;

    Program(Environment environment) {
        this.environment = environment;
        this.progress = Optional.empty();
    }

    /// @param progress hears how far the command has come, whatever its options say
    Program(Environment environment, Progress progress) {
        this.environment = environment;
        this.progress = Optional.of(progress);
    }

    int run(String[] arguments) {
        return commandLine(arguments).execute(arguments);
    }

    /// Tells what to do next when the process is being ended in the middle of a command. The exit code, 130 after
    /// Ctrl-C, is Java's own doing; that nothing is half-written is each command's.
    void interrupt() {
        var operation = underWay.getAndSet(null);
        if (operation != null) {
            environment
                    .err()
                    .print("\nbacksight: interrupted; nothing is half-written. " + operation.afterInterruption()
                            + "\n");
            environment.err().flush();
        }
    }

    /// {@return picocli's view of the commands that `arguments` need, with help that ends in exit codes}
    CommandLine commandLine(String... arguments) {
        var commandLine = new CommandLine(new Backsight());
        Commands.neededFor(arguments).forEach((name, command) -> commandLine.addSubcommand(name, command.get()));
        commandLine
                .setOut(new PrintWriter(environment.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(environment.err(), true, StandardCharsets.UTF_8))
                .setColorScheme(Help.defaultColorScheme(helpColours()))
                .setUsageHelpWidth(HELP_COLUMNS)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(this::misused)
                .setExecutionStrategy(this::perform);
        listExitCodes(commandLine);
        return commandLine;
    }

    private static void listExitCodes(CommandLine commandLine) {
        commandLine
                .getCommandSpec()
                .usageMessage()
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(ExitCode.list());
        commandLine.getSubcommands().values().forEach(Program::listExitCodes);
    }

    private Ansi helpColours() {
        return Console.of(environment, Environment.Channel.OUT).coloured() ? Ansi.ON : Ansi.OFF;
    }

    private int perform(ParseResult parsed) {
        var help = CommandLine.executeHelpRequest(parsed);
        if (help != null) {
            return help;
        }
        var command = parsed.asCommandLineList().getLast();
        if (!(command.getCommandSpec().userObject() instanceof Operation operation)) {
            command.usage(environment.out(), command.getColorScheme());
            return ExitCode.USAGE.number();
        }
        var root = (Backsight) parsed.commandSpec().root().userObject();
        var name = command.getCommandSpec().qualifiedName().replaceFirst("^backsight ", "");
        return environment.watch().run(name, () -> perform(operation, session(root.options())));
    }

    private Session session(GlobalOptions options) {
        return progress.map(listener -> new Session(environment, options, listener))
                .orElseGet(() -> new Session(environment, options));
    }

    int perform(Operation operation, Session session) {
        underWay.set(operation);
        try {
            var result = operation.perform(session);
            session.show(result);
            return result.exitCode().number();
        } catch (ParameterException e) {
            throw e;
        } catch (Exception | OutOfMemoryError e) {
            var failure = Failure.of(e);
            session.show(failure, e);
            return failure.exitCode();
        } finally {
            underWay.set(null);
        }
    }

    private int misused(ParameterException e, String[] arguments) {
        var command = e.getCommandLine().getCommandSpec().qualifiedName();
        var suggestion = Optional.of(e)
                .filter(UnmatchedArgumentException.class::isInstance)
                .flatMap(unmatched -> ((UnmatchedArgumentException) unmatched)
                        .getSuggestions().stream().findFirst())
                .map(nearest -> " Did you mean '" + nearest + "'?")
                .orElse("");
        var error = e.getMessage() + "." + suggestion + " See: " + command + " --help";
        var failure = Failure.of(ExitCode.USAGE, error);
        if (Arrays.asList(arguments).contains("--json")) {
            environment.out().print(Json.text(failure) + "\n");
            environment.out().flush();
        }
        failure.describe(Console.of(environment, Environment.Channel.ERR));
        return failure.exitCode();
    }
}
