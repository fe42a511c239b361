package io.github.backsight.cli;

import io.github.backsight.console.Answers;
import io.github.backsight.release.Verdicts;
import io.github.backsight.store.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// Answers with what the commands print, run in this very process. Only commands that change nothing are
/// run. Threads may share it.
///
/// @param folder for pages, each of which is made once
record CommandAnswers(OwnCommands commands, Path folder) implements Answers {
    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public String answer(String question, Map<String, String> parameters) throws Unanswered {
        return switch (question) {
            case "status", "releases", "history" -> json(question);
            case "versions" ->
                parameters.containsKey("input")
                        ? json("versions", parameters.getOrDefault("input", ""))
                        : json("versions");
            case "verdict" -> verdict(parameters.getOrDefault("input", ""), parameters.getOrDefault("sha256", ""));
            case "plan" -> plan(parameters.getOrDefault("release", ""));
            default -> throw new Unanswered("'" + question + "' cannot be asked");
        };
    }

    private String json(String... arguments) throws Unanswered {
        var all = new ArrayList<>(List.of(arguments));
        all.add("--json");
        var ran = commands.run(all);
        if (!ran.endedWell() || ran.out().isBlank()) {
            throw new Unanswered(ran.err().strip());
        }
        return ran.out();
    }

    /// What is kept, without looking again.
    private String verdict(String input, String sha256) throws Unanswered {
        if (input.isEmpty() || sha256.isEmpty()) {
            throw new Unanswered("a verdict is asked for by 'input' and 'sha256'");
        }
        try (var workplace = Workplace.open(commands.session())) {
            return new Verdicts(workplace.store(), workplace.prefix())
                    .find(input, new Sha256(sha256))
                    .map(Json::text)
                    .orElseThrow(() -> new Unanswered("nobody has checked these bytes: backsight check " + input));
        } catch (IOException e) {
            throw new Unanswered(String.valueOf(e.getMessage()));
        }
    }

    /// A plan that is refused is an answer, too: it says why.
    private String plan(String release) throws Unanswered {
        var arguments = new ArrayList<>(List.of("rollback"));
        if (!release.isEmpty()) {
            arguments.add(release);
        }
        arguments.add("--dry-run");
        var ran = commands.run(arguments);
        if (ran.out().isBlank()) {
            throw new Unanswered(ran.err().strip());
        }
        var plan = new LinkedHashMap<String, Object>();
        plan.put("text", ran.out().strip());
        boolean possible = ran.endedWell();
        plan.put(
                "command",
                possible ? "backsight rollback " + (release.isEmpty() ? "" : release + " ") + "--reason TEXT" : "");
        return JSON.writeValueAsString(plan);
    }

    @Override
    public Path evidence(String operation) throws IOException, Unanswered {
        // An operation that is under way has more to tell each time.
        var place = Files.createTempDirectory(folder, "evidence");
        var ran = commands.run(List.of("evidence", operation, "-o", place.toString()));
        var page = place.resolve("evidence.html");
        if (!ran.endedWell() || !Files.exists(page)) {
            throw new Unanswered(ran.err().strip());
        }
        return page;
    }

    @Override
    public Path changes(String before, String now) throws IOException, Unanswered {
        var page = folder.resolve(before + "-" + now + ".html");
        synchronized (this) {
            if (!Files.exists(page)) {
                var ran = commands.run(List.of("diff", before, now, "--html", page.toString()));
                if (!ran.endedWell() || !Files.exists(page)) {
                    throw new Unanswered(ran.err().strip());
                }
            }
        }
        return page;
    }
}
