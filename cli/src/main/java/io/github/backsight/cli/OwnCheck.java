package io.github.backsight.cli;

import io.github.backsight.finding.Findings;
import io.github.backsight.finding.Severity;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A check of the team's own: a command that gets the file and answers with findings.
///
/// It is run by `sh -c` in the folder of the configuration. The file's path is in `BACKSIGHT_FILE`
/// and the input's name in `BACKSIGHT_INPUT`. It prints a list of findings as JSON on standard
/// output; each has a `message`, and may have `severity` (`info`, `warn`, `fail`), `code`, `place`,
/// `action`, `count` and `example`. Exit 0 says that it could look.
record OwnCheck(Session session, String command, String input) {
    private static final String CODE = "own.";
    private static final int MOST_CHARACTERS = 1 << 20;

    /// Adds what the command says of `file`.
    ///
    /// @throws IOException if it cannot be started at all
    void see(Path file, Findings findings) throws IOException {
        var builder = new ProcessBuilder("sh", "-c", command)
                .directory(session.configurationFile()
                        .resolveSibling(".")
                        .normalize()
                        .toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        var surroundings = builder.environment();
        surroundings.clear();
        surroundings.putAll(session.environment().variables());
        surroundings.put("BACKSIGHT_FILE", file.toAbsolutePath().toString());
        surroundings.put("BACKSIGHT_INPUT", input);
        var process = builder.start();
        try {
            process.getOutputStream().close(); // Nobody types into it.
            var answer = new String(process.getInputStream().readNBytes(MOST_CHARACTERS), StandardCharsets.UTF_8);
            // It waits for its reader: what is too much for an answer is read all the same.
            process.getInputStream().transferTo(OutputStream.nullOutputStream());
            int exit = process.waitFor();
            if (exit == 0) {
                add(answer, findings);
            } else {
                failed("it ended with exit " + exit, findings);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a check of your own was running");
        } finally {
            process.destroy();
        }
    }

    private void failed(String why, Findings findings) {
        findings.see(
                "check.command-failed",
                Severity.FAIL,
                "",
                command,
                "the check of your own gave no answer: " + why,
                "Run it by hand with BACKSIGHT_FILE set; it prints a list of findings as JSON, and ends with exit 0");
    }

    private void add(String answer, Findings findings) {
        JsonNode list;
        try {
            list = JsonMapper.shared().readTree(answer.isBlank() ? "[]" : answer);
        } catch (JacksonException e) {
            failed("what it printed is not JSON: " + e.getOriginalMessage(), findings);
            return;
        }
        if (!list.isArray()) {
            failed("it printed no list", findings);
            return;
        }
        for (var each : list) {
            add(each, findings);
        }
    }

    private void add(JsonNode said, Findings findings) {
        var severity = severity(said.path("severity").asString("fail"));
        var message = said.path("message").asString("");
        if (severity.isEmpty() || message.isBlank()) {
            failed("a finding needs a message, and a severity of info, warn or fail: " + said, findings);
            return;
        }
        var code =
                said.path("code").asString("finding").toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        findings.see(
                CODE + (code.matches("[a-z0-9].*[a-z0-9]|[a-z0-9]") ? code : "finding"),
                severity.get(),
                said.path("place").asString(""),
                said.path("example").asString(""),
                message,
                said.path("action").asString("Ask whoever wrote this check"),
                Math.max(1, said.path("count").asLong(1)));
    }

    private static Optional<Severity> severity(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "info" -> Optional.of(Severity.INFO);
            case "warn" -> Optional.of(Severity.WARN);
            case "fail" -> Optional.of(Severity.FAIL);
            default -> Optional.empty();
        };
    }
}
