package io.github.backsight.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/// Commands run one after the other in one folder, shown as if they were typed, and timed.
final class Story {
    private final Environment environment;
    private final Console console;
    private final Instant begun;
    private final List<Step> steps = new ArrayList<>();

    /// One command.
    ///
    /// @param command as it would be typed
    /// @param beganMilliseconds how long after the story
    /// @param milliseconds from begin to end
    record Step(String command, long beganMilliseconds, long milliseconds, int exitCode) {}

    /// @param folder where the commands run
    Story(Session session, Path folder) {
        var outer = session.environment();
        boolean silent = session.options().json() || session.options().quiet();
        var out =
                silent ? new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8) : outer.out();
        var err = silent ? out : outer.err();
        var terminals = EnumSet.noneOf(Environment.Channel.class);
        terminals.addAll(outer.terminals());
        terminals.remove(Environment.Channel.IN);
        this.environment = new Environment(
                InputStream.nullInputStream(),
                out,
                err,
                terminals,
                outer.variables(),
                folder,
                outer.clock(),
                outer.freshNames());
        this.console = Console.of(environment, Environment.Channel.OUT);
        this.begun = outer.clock().instant();
    }

    /// Tells what comes next.
    void say(String text) {
        console.blank();
        console.line(console.strong("# " + text));
    }

    /// Runs one command.
    ///
    /// @throws CommandException if it does not end as it should
    void run(ExitCode expected, String... arguments) throws IOException {
        var command = "backsight " + typed(arguments);
        console.blank();
        console.line(console.strong("$ " + command));
        var start = environment.clock().instant();
        int exitCode = Backsight.run(arguments, environment);
        var end = environment.clock().instant();
        steps.add(new Step(
                command,
                Duration.between(begun, start).toMillis(),
                Duration.between(start, end).toMillis(),
                exitCode));
        if (exitCode != expected.number()) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "the story stops: '" + command + "' ended with " + exitCode + ", not " + expected.number()
                            + ". Keep its folder and look: backsight demo --keep DIR");
        }
    }

    List<Step> steps() {
        return List.copyOf(steps);
    }

    private static String typed(String[] arguments) {
        var words = new ArrayList<String>();
        for (var argument : arguments) {
            words.add(argument.contains(" ") ? "\"" + argument + "\"" : argument);
        }
        return String.join(" ", words);
    }
}
