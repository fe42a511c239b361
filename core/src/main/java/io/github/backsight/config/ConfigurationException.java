package io.github.backsight.config;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/// A configuration that cannot be used, with everything that is wrong with it.
public final class ConfigurationException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /// One thing that is wrong.
    ///
    /// @param file as the user named it
    /// @param line from 1; 0 when it is about the whole file
    /// @param column from 1; 0 when it is about the whole file
    /// @param message what is wrong and what would be right
    public record Problem(String file, int line, int column, String message) {
        /// {@return the line that people read: `backsight.yaml:7:3: unknown key 'buckts' in map.low`}
        public String text() {
            return line == 0 ? file + ": " + message : file + ":" + line + ":" + column + ": " + message;
        }
    }

    public ConfigurationException(List<Problem> problems) {
        super(problems.stream().map(Problem::text).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /// {@return what is wrong, in the order of the file; at least one}
    public List<Problem> problems() {
        return problems;
    }
}
