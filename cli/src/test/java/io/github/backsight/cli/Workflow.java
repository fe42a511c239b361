package io.github.backsight.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// A GitHub workflow of one job, as its YAML says it: maps, lists and values under their own names.
record Workflow(Map<String, Object> document) {
    static final Path FOLDER = Path.of("..", "deploy", "github");

    static Workflow of(String yaml) {
        return new Workflow(map(new Load(LoadSettings.builder().build()).loadFromString(yaml)));
    }

    static Workflow named(String name) throws IOException {
        return of(Files.readString(FOLDER.resolve(name)));
    }

    /// {@return what is asked when somebody starts it, by name}
    Map<String, Object> inputs() {
        return map(map(map(document.get("on")).get("workflow_dispatch")).get("inputs"));
    }

    Map<String, Object> job() {
        var jobs = map(document.get("jobs")).values();
        if (jobs.size() != 1) {
            throw new IllegalArgumentException("one job is expected, not " + jobs.size());
        }
        return map(jobs.iterator().next());
    }

    List<Step> steps() {
        if (!(job().get("steps") instanceof List<?> steps)) {
            throw new IllegalArgumentException("a job has a list of steps");
        }
        return steps.stream().map(step -> new Step(map(step))).toList();
    }

    /// One step: an action that is used, or a command that is run.
    record Step(Map<String, Object> keys) {
        Optional<String> text(String key) {
            return Optional.ofNullable(keys.get(key)).map(String::valueOf);
        }

        Map<String, Object> environment() {
            return keys.containsKey("env") ? map(keys.get("env")) : Map.of();
        }
    }

    static Map<String, Object> map(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("a map is expected, not " + value);
        }
        var copy = new TreeMap<String, Object>();
        map.forEach((key, each) -> copy.put(String.valueOf(key), each));
        return copy;
    }
}
