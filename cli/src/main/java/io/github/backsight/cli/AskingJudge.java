package io.github.backsight.cli;

import io.github.backsight.config.Configuration;
import io.github.backsight.history.Combination;
import io.github.backsight.history.Judgement;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/// Judges by asking the person at the terminal, who is told where the files are.
final class AskingJudge implements StateJudge {
    /// What chooses this judge.
    static final String OPTION = "--ask";

    private final Session session;
    private final Configuration configuration;
    private final StateFiles files;
    private final BufferedReader answers;

    /// @throws CommandException if nobody is there to answer
    AskingJudge(Session session, Configuration configuration, StateFiles files) throws CommandException {
        if (!session.environment().isTerminal(Environment.Channel.IN)) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "nobody is there to be asked: judge with --run COMMAND, or by the checks, without --ask");
        }
        this.session = session;
        this.configuration = configuration;
        this.files = files;
        this.answers =
                new BufferedReader(new InputStreamReader(session.environment().in(), StandardCharsets.UTF_8));
    }

    @Override
    public boolean automatic() {
        return false;
    }

    @Override
    public String options() {
        return OPTION;
    }

    @Override
    public Said judge(Combination combination, String question) throws IOException {
        var notes = session.notes();
        notes.line(notes.strong(question));
        for (var input : configuration.inputs()) {
            var version = combination.version(input.name());
            notes.line("  " + input.name() + "  version " + version.id() + "  " + Figures.time(version.time()) + "  "
                    + Figures.bytes(version.size()) + "  "
                    + files.of(combination).file(input.name()));
        }
        while (true) {
            session.environment().err().print("Is the map good with these? good, bad, skip or quit: ");
            session.environment().err().flush();
            var answer = Optional.ofNullable(answers.readLine()).orElse("quit");
            switch (answer.strip().toLowerCase(Locale.ROOT)) {
                case "good", "g" -> {
                    return new Said(Judgement.GOOD, "");
                }
                case "bad", "b" -> {
                    return new Said(Judgement.BAD, "");
                }
                case "skip", "s" -> {
                    return new Said(Judgement.SKIP, "");
                }
                case "quit", "q" -> throw new CommandException(ExitCode.REFUSED, "stopped, as you said");
                default -> notes.line("'" + answer.strip() + "' is none of good, bad, skip, quit.");
            }
        }
    }
}
