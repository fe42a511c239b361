package io.github.backsight.cli;

import io.github.backsight.config.Configuration;
import io.github.backsight.config.InputSettings;
import io.github.backsight.progress.Progress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/// One run of one command: its environment, the options that all commands have, and where it speaks.
final class Session {
    private final Environment environment;
    private final GlobalOptions options;
    private final Console notes;
    private final Progress progress;

    Session(Environment environment, GlobalOptions options) {
        this(
                environment,
                options,
                options.quiet() || !environment.isTerminal(Environment.Channel.ERR)
                        ? Progress.SILENT
                        : new TerminalProgress(environment.err(), environment.variable("COLUMNS"), System::nanoTime));
    }

    /// @param progress where long work says how far it has come
    Session(Environment environment, GlobalOptions options, Progress progress) {
        this.environment = environment;
        this.options = options;
        this.notes = Console.of(environment, Environment.Channel.ERR);
        this.progress = progress;
    }

    /// {@return the same run, watched}
    Session watchedBy(Watch watch) {
        return new Session(environment.watchedBy(watch), options);
    }

    Environment environment() {
        return environment;
    }

    GlobalOptions options() {
        return options;
    }

    /// {@return where long work says how far it has come: a terminal's bars, whoever runs the command, or nowhere}
    Progress progress() {
        return progress;
    }

    /// {@return the messages' side, standard error}
    Console notes() {
        return notes;
    }

    /// Tells people something that is no result, unless they asked for quiet.
    void note(String text) {
        if (!options.quiet()) {
            notes.line(text);
        }
    }

    /// {@return a path that the user wrote, from the folder that the user is in}
    Path path(Path written) {
        return environment.workingFolder().resolve(written).normalize();
    }

    /// {@return the configuration file: `--config`, or `backsight.yaml` here}
    Path configurationFile() {
        return path(options.configuration());
    }

    /// {@return one of the configured inputs}
    ///
    /// @throws CommandException if there is no input of that name
    InputSettings input(Configuration configuration, String name) throws IOException {
        try {
            return configuration.input(name);
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, e);
        }
    }

    /// Asks a question that is answered by `yes`, or anything else for no.
    ///
    /// @param option what a script says instead, as in `--yes`
    /// @throws CommandException if nobody is there to answer
    boolean confirm(String question, String option) throws IOException {
        if (!environment.isTerminal(Environment.Channel.IN)) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "nobody is there to answer \"" + question + "\": say " + option + " to go ahead without asking");
        }
        environment.err().print(question + " Type 'yes' to go ahead: ");
        environment.err().flush();
        var reader = new BufferedReader(new InputStreamReader(environment.in(), StandardCharsets.UTF_8));
        var answer = Optional.ofNullable(reader.readLine()).orElse("");
        return answer.strip().toLowerCase(Locale.ROOT).equals("yes");
    }

    /// Shows what came of a command, as text or as JSON.
    void show(Result result) {
        if (options.json()) {
            environment.out().print(Json.text(result.json()) + "\n");
        } else if (!options.quiet() || result.exitCode() != ExitCode.DONE) {
            result.describe(Console.of(environment, Environment.Channel.OUT));
        }
        environment.out().flush();
    }

    /// Shows why a command did not end well: to people, and to scripts that asked for JSON.
    void show(Failure failure, Throwable thrown) {
        if (options.json()) {
            environment.out().print(Json.text(failure) + "\n");
            environment.out().flush();
        }
        failure.describe(notes);
        if (options.debug()) {
            thrown.printStackTrace(environment.err());
        }
        environment.err().flush();
    }
}
