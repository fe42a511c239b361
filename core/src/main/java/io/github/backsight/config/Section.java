package io.github.backsight.config;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// A mapping of the file. What is wrong with it goes to the [Problems], and reading goes on with a stand-in, so that
/// all problems are found in one go; whoever reads throws in the end.
final class Section {
    private final String path;
    private final Node node;
    private final Problems problems;
    private final Map<String, ScalarNode> keys = new LinkedHashMap<>();
    private final Map<String, Node> values = new LinkedHashMap<>();

    /// How the text of a node becomes a value.
    interface Reading<T> {
        T of(Node node) throws Refusal;
    }

    /// @param path empty for the whole file
    Section(Node node, String path, Problems problems) {
        this.node = node;
        this.path = path;
        this.problems = problems;
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(this::add);
        } else if (!isSection()) {
            problems.add(node, (path.isEmpty() ? "the file" : path) + " is to hold lines like 'name: value'");
        }
    }

    /// What has no value is an empty section: all its lines may be comments.
    private boolean isSection() {
        return node instanceof MappingNode || node.getTag().equals(Tag.NULL);
    }

    /// Reports every key that is not one of `known`.
    Section allowing(List<String> known) {
        keys.forEach((name, key) -> {
            if (!known.contains(name)) {
                problems.add(key, "unknown key '" + name + "'" + within() + suggestion(name, known));
            }
        });
        return this;
    }

    /// {@return `; did you mean 'x'?`, or what there is}
    static String suggestion(String name, Collection<String> known) {
        return Spelling.nearest(name, known)
                .map(nearest -> "; did you mean '" + nearest + "'?")
                .orElseGet(() -> "; known are: " + String.join(", ", known));
    }

    private void add(NodeTuple entry) {
        if (!(entry.getKeyNode() instanceof ScalarNode key)) {
            problems.add(entry.getKeyNode(), "a key" + within() + " is to be a name");
            return;
        }
        var first = keys.putIfAbsent(key.getValue(), key);
        if (first == null) {
            values.put(key.getValue(), entry.getValueNode());
        } else {
            problems.add(
                    key,
                    "key '" + key.getValue() + "'" + within() + " stands twice, first in line " + Problems.line(first));
        }
    }

    /// {@return the names in the order of the file}
    List<String> names() {
        return List.copyOf(keys.keySet());
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    /// {@return the value of `key`, empty when it is not there or cannot be taken}
    <T> Optional<T> find(String key, Reading<T> reading) {
        var value = values.get(key);
        if (value == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(reading.of(value));
        } catch (Refusal refusal) {
            refuse(key, String.valueOf(refusal.getMessage()));
            return Optional.empty();
        }
    }

    /// {@return the value of `key`; reports it when it is not there}
    ///
    /// @param meaning what it is, for who left it out
    <T> T need(String key, Reading<T> reading, T standIn, String meaning) {
        if (!has(key) && isSection()) {
            problems.add(node, "'" + key + "' is missing" + within() + ": " + meaning);
        }
        return find(key, reading).orElse(standIn);
    }

    /// {@return the section below `key`; an empty one when it is not there}
    Section section(String key) {
        var below = values.get(key);
        return new Section(below == null ? nothing() : below, at(key), problems);
    }

    private Node nothing() {
        return new ScalarNode(Tag.NULL, true, "", ScalarStyle.PLAIN, node.getStartMark(), node.getEndMark());
    }

    /// Reports that the value of `key` cannot be taken.
    void refuse(String key, String message) {
        problems.add(values.getOrDefault(key, node), at(key) + ": " + message);
    }

    /// Reports that `key` does not belong here.
    void refuseKey(String key, String message) {
        var place = keys.get(key);
        problems.add(place == null ? node : place, at(key) + ": " + message);
    }

    /// Reports something about the whole section.
    void refuse(String message) {
        problems.add(node, (path.isEmpty() ? "" : path + ": ") + message);
    }

    private String at(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private String within() {
        return path.isEmpty() ? "" : " in " + path;
    }
}
