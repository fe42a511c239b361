package io.github.backsight.console;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Something that can be asked under `/api`, answered with the record of a command.
///
/// @param name of the question
/// @param parameters in the query; all may be left out
record Question(String name, String summary, List<Parameter> parameters) {
    private static final Pattern RELEASE = Pattern.compile("[0-9a-f]{4,16}");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern INPUT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    /// All of them.
    static final List<Question> KNOWN = List.of(
            new Question("status", "What is live, and whether the inputs match it: `backsight status`", List.of()),
            new Question("releases", "Every release, and when it was live: `backsight releases`", List.of()),
            new Question(
                    "versions",
                    "The versions of the inputs with their verdicts: `backsight versions`",
                    List.of(Parameter.inQuery("input", INPUT, "score", "The name of an input; without: all inputs"))),
            new Question(
                    "verdict",
                    "What is said of a file's bytes, and what its checks found: as of `backsight check`",
                    List.of(
                            Parameter.inQuery("input", INPUT, "score", "The name of an input"),
                            Parameter.inQuery("sha256", DIGEST, "0".repeat(64), "Of the bytes, as `versions` has it"))),
            new Question("history", "When which inputs were there together: `backsight history`", List.of()),
            new Question(
                    "plan",
                    "What a rollback would do, and the command that does it: `backsight rollback --dry-run`",
                    List.of(Parameter.inQuery(
                            "release",
                            RELEASE,
                            "3f2a9c0d1e4b5a67",
                            "The release to go to, or how its id begins; without: the last good one"))));

    Question {
        parameters = List.copyOf(parameters);
    }

    /// {@return of each question the parameters, and of which form each must be}
    static Map<String, Map<String, Pattern>> forms() {
        return KNOWN.stream()
                .collect(Collectors.toUnmodifiableMap(
                        Question::name,
                        question -> question.parameters().stream()
                                .collect(Collectors.toUnmodifiableMap(Parameter::name, Parameter::form))));
    }

    /// {@return how people and programs are told of it}
    Route described() {
        return new Route(
                "/api/" + name,
                name,
                summary,
                parameters,
                List.of(
                        Reply.json(200, "The record that the command prints with `--json`", "Record"),
                        Reply.problem(400, "A parameter is unknown, given twice, or not of its form"),
                        Reply.problem(409, "The command did not end well; `detail` is what it said")),
                context -> {
                    throw new IllegalStateException("questions are routed together");
                });
    }
}
