package io.github.backsight.cli;

import io.github.backsight.config.Configuration;
import io.github.backsight.history.Combination;
import io.github.backsight.history.Judgement;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Judges by a command of the user's: exit 0 is good, 125 cannot be judged, any other up to 127 is bad.
///
/// The command finds the file of each input in the variable `BACKSIGHT_<INPUT>`. What it prints goes to standard error.
final class CommandJudge implements StateJudge {
    private static final int CANNOT_BE_JUDGED = 125;
    private static final int NOT_TO_BE_RUN = 126;
    private static final int NO_SUCH_COMMAND = 127;

    private final Session session;
    private final StateFiles files;
    private final String command;
    private final Map<String, String> variables;

    /// @throws CommandException if two inputs would share a variable
    CommandJudge(Session session, Configuration configuration, StateFiles files, String command)
            throws CommandException {
        this.session = session;
        this.files = files;
        this.command = command;
        this.variables = variables(configuration);
    }

    /// The variable of each input by its name: `usa.score-2` is in `BACKSIGHT_USA_SCORE_2`.
    private static Map<String, String> variables(Configuration configuration) throws CommandException {
        var owners = new LinkedHashMap<String, String>();
        for (var input : configuration.inputs()) {
            var variable = "BACKSIGHT_" + input.name().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
            var other = owners.putIfAbsent(variable, input.name());
            if (other != null) {
                throw new CommandException(
                        ExitCode.USAGE,
                        "the files of the inputs '" + other + "' and '" + input.name() + "' would both be in "
                                + variable + "; rename one of the inputs, or judge with --ask");
            }
        }
        var byInput = new LinkedHashMap<String, String>();
        owners.forEach((variable, input) -> byInput.put(input, variable));
        return byInput;
    }

    @Override
    public boolean automatic() {
        return true;
    }

    @Override
    public String options() {
        return options(command);
    }

    /// {@return what chooses the judge with that command, as a shell understands it}
    static String options(String command) {
        return "--run '" + command.replace("'", "'\\''") + "'";
    }

    @Override
    public Said judge(Combination combination, String question) throws IOException, InterruptedException {
        int exit = run(builder(combination));
        return switch (exit) {
            case 0 -> new Said(Judgement.GOOD, "");
            case CANNOT_BE_JUDGED -> new Said(Judgement.SKIP, "exit 125");
            case NOT_TO_BE_RUN -> new Said(Judgement.BAD, "exit 126: a file in it cannot be run");
            case NO_SUCH_COMMAND -> new Said(Judgement.BAD, "exit 127: there is no such command");
            default -> {
                if (exit > NO_SUCH_COMMAND) {
                    throw new CommandException(
                            ExitCode.FAILED, "the command ended with exit " + exit + ", which is no verdict");
                }
                yield new Said(Judgement.BAD, "exit " + exit);
            }
        };
    }

    private ProcessBuilder builder(Combination combination) throws IOException {
        var builder = new ProcessBuilder("sh", "-c", command)
                .directory(session.environment().workingFolder().toFile())
                .redirectErrorStream(true);
        var surroundings = builder.environment();
        surroundings.clear();
        surroundings.putAll(session.environment().variables());
        for (var variable : variables.entrySet()) {
            var file = files.of(combination).file(variable.getKey());
            surroundings.put(variable.getValue(), file.toAbsolutePath().toString());
            surroundings.put(
                    variable.getValue() + "_VERSION",
                    combination.version(variable.getKey()).id().value());
        }
        return builder;
    }

    private int run(ProcessBuilder builder) throws IOException, InterruptedException {
        var process = builder.start();
        try {
            process.getOutputStream().close(); // Nobody types into it.
            try (var printed = process.getInputStream()) {
                printed.transferTo(session.options().quiet() ? OutputStream.nullOutputStream() : messages());
            }
            return process.waitFor();
        } finally {
            process.destroy();
        }
    }

    private OutputStream messages() {
        return session.environment().err();
    }
}
