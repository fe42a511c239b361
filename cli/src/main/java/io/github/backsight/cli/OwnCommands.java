package io.github.backsight.cli;

import io.github.backsight.progress.Progress;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/// Runs commands in this very process, each in an environment of its own. Threads may share it.
///
/// @param session of the command that runs them; they have its configuration
record OwnCommands(Session session) {
    /// How a command ended.
    ///
    /// @param out what it printed as its result
    /// @param err what it told people
    record Ran(int exitCode, String out, String err) {
        boolean endedWell() {
            return exitCode == ExitCode.DONE.number();
        }
    }

    Ran run(List<String> arguments) {
        return run(arguments, session.environment(), Progress.SILENT);
    }

    /// Runs a command as somebody, with whose name it signs.
    ///
    /// @param progress hears how far it has come
    Ran runAs(String who, List<String> arguments, Progress progress) {
        var outer = session.environment();
        var variables = new HashMap<>(outer.variables());
        variables.put("BACKSIGHT_USER", who);
        return run(arguments, outer.withVariables(variables), progress);
    }

    private Ran run(List<String> arguments, Environment outer, Progress progress) {
        var all = new ArrayList<>(arguments);
        all.add("--config");
        all.add(session.configurationFile().toString());
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var environment = outer.withoutTerminal(
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        int exitCode = new Program(environment, progress).run(all.toArray(String[]::new));
        return new Ran(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
