package io.github.backsight.cli;

import io.github.backsight.cli.WorkflowFaults.Expression;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Runs the shell steps of workflows in a folder, as a GitHub runner does: in order, until one fails, then only those
/// that run always. Outputs and summary pass through files. The actions between them are not run.
final class WorkflowRun {
    private final Path folder;
    private final Path program;

    /// What came of a run: all steps that ran well and badly, and the job's summary.
    record Ended(List<String> well, List<String> badly, String summary) {}

    private record Command(int exitCode, String said) {}

    WorkflowRun(Path folder) throws IOException {
        this.folder = folder;
        var root = Path.of("..").toRealPath();
        Files.createSymbolicLink(folder.resolve("backsight-program"), root);
        program = folder.resolve("backsight");
        Files.writeString(
                program, """
                #!/bin/sh
                exec '%s' --enable-native-access=ALL-UNNAMED -XX:TieredStopAtLevel=1 \\
                    io.github.backsight.cli.Backsight "$@"
                """.formatted(ProcessHandle.current().info().command().orElseThrow()));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /// Runs the program itself.
    ///
    /// @throws IllegalStateException if it fails
    String program(String... arguments) throws Exception {
        var command = new ArrayList<String>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        var ran = run(command, Map.of());
        if (ran.exitCode() != 0) {
            throw new IllegalStateException(String.join(" ", command) + ": " + ran.said());
        }
        return ran.said();
    }

    Ended run(String name, Map<String, String> inputs) throws Exception {
        var workflow = Workflow.named(name);
        var summary = Files.writeString(folder.resolve("summary.md"), "");
        var outputs = new HashMap<String, String>();
        var well = new ArrayList<String>();
        var badly = new ArrayList<String>();
        for (var step : workflow.steps()) {
            if (step.text("run").isEmpty()
                    || (!badly.isEmpty() && step.text("if").isEmpty())) {
                continue;
            }
            var output = Files.writeString(folder.resolve("output"), "");
            var variables = new HashMap<>(Map.of("GITHUB_STEP_SUMMARY", summary.toString()));
            variables.put("GITHUB_OUTPUT", output.toString());
            step.environment()
                    .forEach((variable, value) ->
                            variables.put(variable, value(String.valueOf(value), workflow, inputs, outputs)));
            var ran = run(List.of("bash", "-e", "-c", step.text("run").orElseThrow()), variables);
            (ran.exitCode() == 0 ? well : badly).add(step.text("name").orElseThrow());
            for (var line : Files.readAllLines(output)) {
                var equals = line.indexOf('=');
                outputs.put(
                        step.text("id").orElseThrow() + "." + line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return new Ended(well, badly, Files.readString(summary));
    }

    private String value(String text, Workflow workflow, Map<String, String> inputs, Map<String, String> outputs) {
        return switch (Expression.of(text)) {
            case Expression.Input(var name) -> inputs.getOrDefault(name, byDefault(workflow, name));
            case Expression.Output(var step, var name) -> outputs.getOrDefault(step + "." + name, "");
            case Expression.Variable(var name) -> name.equals("BACKSIGHT") ? program.toString() : "";
            case Expression.Other(var literal) -> literal;
        };
    }

    private static String byDefault(Workflow workflow, String input) {
        return String.valueOf(Workflow.map(workflow.inputs().get(input)).getOrDefault("default", ""));
    }

    private Command run(List<String> command, Map<String, String> variables) throws Exception {
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.redirectInput(new File("/dev/null"));
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().put("GITHUB_ACTOR", "ada");
        builder.environment().remove("BACKSIGHT_USER");
        builder.environment().putAll(variables);
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Command(process.waitFor(), said);
    }
}
