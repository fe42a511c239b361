package io.github.backsight.cli;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// What is wrong with a workflow: keys that GitHub does not know, more rights than needed, text of people in a shell.
///
/// Stricter than GitHub: a step runs one script and nothing else, and values reach it by its environment alone.
final class WorkflowFaults {
    private static final Set<String> TOP = Set.of("name", "on", "permissions", "concurrency", "jobs");
    private static final Set<String> INPUT = Set.of("description", "type", "required", "default", "options");
    private static final Set<String> INPUT_TYPES = Set.of("string", "boolean", "choice", "number", "environment");
    private static final Set<String> JOB = Set.of("runs-on", "environment", "timeout-minutes", "steps");
    private static final Set<String> ACTION = Set.of("name", "id", "uses", "with");
    private static final Set<String> COMMAND = Set.of("name", "id", "run", "env", "if");
    private static final Map<String, Object> RIGHTS = Map.of("contents", "read", "id-token", "write");
    private static final Map<String, Object> CONCURRENCY =
            Map.of("group", "backsight-live", "cancel-in-progress", false);
    private static final Pattern SCRIPT =
            Pattern.compile("backsight-program/deploy/github/(steps/[a-z]+(?:-[a-z]+)*\\.sh)");
    private static final Pattern USED = Pattern.compile("[a-z-]+/[a-z-]+@v\\d+");

    private final Workflow workflow;
    private final List<String> faults = new ArrayList<>();
    private final Set<String> knownSteps = new HashSet<>();

    private WorkflowFaults(Workflow workflow) {
        this.workflow = workflow;
    }

    static List<String> of(Workflow workflow) {
        var faults = new WorkflowFaults(workflow);
        faults.look();
        return List.copyOf(faults.faults);
    }

    private void look() {
        known("workflow", workflow.document(), TOP);
        same("permissions", RIGHTS);
        same("concurrency", CONCURRENCY);
        workflow.inputs().forEach((name, input) -> {
            var keys = Workflow.map(input);
            known("input " + name, keys, INPUT);
            require(INPUT_TYPES.contains(keys.get("type")), "input " + name + ": no type of GitHub's");
        });
        known("job", workflow.job(), JOB);
        require(JOB.equals(workflow.job().keySet()), "job: one of " + sorted(JOB) + " is missing");
        workflow.steps().forEach(this::lookAt);
    }

    private void lookAt(Workflow.Step step) {
        var name = "step " + step.text("name").orElse("without name");
        known(name, step.keys(), step.keys().containsKey("uses") ? ACTION : COMMAND);
        step.text("uses")
                .ifPresent(used -> require(USED.matcher(used).matches(), name + ": no action of a version: " + used));
        step.text("run").ifPresent(run -> lookAtCommand(name, run));
        step.text("if").ifPresent(when -> require(when.equals("${{ always() }}"), name + ": if " + when));
        step.environment().forEach((variable, value) -> lookAtValue(name + ": " + variable, String.valueOf(value)));
        step.text("id").ifPresent(knownSteps::add);
    }

    private void lookAtCommand(String name, String run) {
        var script = SCRIPT.matcher(run);
        if (!script.matches()) {
            faults.add(name + ": more than one script is run: " + run);
        } else {
            var file = Workflow.FOLDER.resolve(script.group(1));
            require(Files.isExecutable(file), name + ": not there, or not executable: " + file);
        }
    }

    private void lookAtValue(String place, String value) {
        switch (Expression.of(value)) {
            case Expression.Input(var input) ->
                require(workflow.inputs().containsKey(input), place + ": no input " + input);
            case Expression.Output(var step, var output) ->
                require(knownSteps.contains(step), place + ": no step " + step + " before it has " + output);
            case Expression.Variable(var variable) ->
                require(variable.equals("BACKSIGHT"), place + ": no documented variable " + variable);
            case Expression.Other(var text) -> faults.add(place + ": neither input, output nor variable: " + text);
        }
    }

    private void known(String place, Map<String, Object> keys, Set<String> allowed) {
        keys.keySet().stream()
                .filter(key -> !allowed.contains(key))
                .forEach(key -> faults.add(place + ": unknown key " + key));
    }

    private void same(String key, Map<String, Object> expected) {
        require(
                expected.equals(workflow.document().get(key)),
                key + ": not " + sorted(expected.keySet()) + " as agreed");
    }

    private void require(boolean holds, String fault) {
        if (!holds) {
            faults.add(fault);
        }
    }

    private static List<String> sorted(Set<String> words) {
        return words.stream().sorted().toList();
    }

    /// What stands for a value in a step's environment.
    sealed interface Expression {
        Pattern FORM = Pattern.compile(
                "\\$\\{\\{ (?:inputs\\.([a-z-]+)|steps\\.([a-z-]+)\\.outputs\\.([a-z-]+)|vars\\.([A-Z_]+)) }}");

        record Input(String name) implements Expression {}

        record Output(String step, String name) implements Expression {}

        record Variable(String name) implements Expression {}

        record Other(String text) implements Expression {}

        static Expression of(String text) {
            var form = FORM.matcher(text);
            if (!form.matches()) {
                return new Other(text);
            }
            if (form.group(1) != null) {
                return new Input(form.group(1));
            }
            return form.group(2) != null ? new Output(form.group(2), form.group(3)) : new Variable(form.group(4));
        }
    }
}
