package io.github.backsight.cli;

import io.github.backsight.console.Answers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/// Answers with what the commands print, run in this very process. Only commands that change nothing are
/// run. Threads may share it.
///
/// @param session of the command that serves
/// @param folder for pages of what changed; each is made once
record CommandAnswers(Session session, Path folder) implements Answers {
    private static final JsonMapper JSON = new JsonMapper();

    private record Ran(int exitCode, String out, String err) {}

    @Override
    public String answer(String question, Map<String, String> parameters) throws Unanswered {
        return switch (question) {
            case "status", "releases", "history" -> json(question);
            case "versions" ->
                parameters.containsKey("input")
                        ? json("versions", parameters.getOrDefault("input", ""))
                        : json("versions");
            case "plan" -> plan(parameters.getOrDefault("release", ""));
            default -> throw new Unanswered("'" + question + "' cannot be asked");
        };
    }

    private String json(String... arguments) throws Unanswered {
        var all = new ArrayList<>(List.of(arguments));
        all.add("--json");
        var ran = run(all);
        if (ran.exitCode() != ExitCode.DONE.number() || ran.out().isBlank()) {
            throw new Unanswered(ran.err().strip());
        }
        return ran.out();
    }

    /// A plan that is refused is an answer, too: it says why.
    private String plan(String release) throws Unanswered {
        var arguments = new ArrayList<>(List.of("rollback"));
        if (!release.isEmpty()) {
            arguments.add(release);
        }
        arguments.add("--dry-run");
        var ran = run(arguments);
        if (ran.out().isBlank()) {
            throw new Unanswered(ran.err().strip());
        }
        var plan = new LinkedHashMap<String, Object>();
        plan.put("text", ran.out().strip());
        boolean possible = ran.exitCode() == ExitCode.DONE.number();
        plan.put(
                "command",
                possible ? "backsight rollback " + (release.isEmpty() ? "" : release + " ") + "--reason TEXT" : "");
        return JSON.writeValueAsString(plan);
    }

    @Override
    public Path changes(String before, String now) throws IOException, Unanswered {
        var page = folder.resolve(before + "-" + now + ".html");
        synchronized (this) {
            if (!Files.exists(page)) {
                var ran = run(List.of("diff", before, now, "--html", page.toString()));
                if (ran.exitCode() != ExitCode.DONE.number() || !Files.exists(page)) {
                    throw new Unanswered(ran.err().strip());
                }
            }
        }
        return page;
    }

    private Ran run(List<String> arguments) {
        var all = new ArrayList<>(arguments);
        all.add("--config");
        all.add(session.configurationFile().toString());
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var outer = session.environment();
        var environment = new Environment(
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Set.of(),
                outer.variables(),
                outer.workingFolder(),
                outer.clock(),
                outer.freshNames(),
                outer.watch());
        int exitCode = Backsight.run(all.toArray(String[]::new), environment);
        return new Ran(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
