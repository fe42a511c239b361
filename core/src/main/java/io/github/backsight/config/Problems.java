package io.github.backsight.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/// Collects what is wrong with one file, so that all of it is said at once. For one thread.
final class Problems {
    private final String file;
    private final List<ConfigurationException.Problem> list = new ArrayList<>();

    Problems(Path file) {
        this.file = file.toString();
    }

    /// @param line from 1; 0 when it is about the whole file
    void add(int line, int column, String message) {
        list.add(new ConfigurationException.Problem(file, line, column, message));
    }

    void add(Node node, String message) {
        add(line(node), node.getStartMark().map(Mark::getColumn).orElse(-1) + 1, message);
    }

    /// {@return the line on which `node` begins, from 1}
    static int line(Node node) {
        return node.getStartMark().map(Mark::getLine).orElse(-1) + 1;
    }

    boolean isEmpty() {
        return list.isEmpty();
    }

    /// {@return all of them, in the order of the file}
    ConfigurationException exception() {
        list.sort(Comparator.comparingInt(ConfigurationException.Problem::line)
                .thenComparingInt(ConfigurationException.Problem::column));
        return new ConfigurationException(list);
    }
}
