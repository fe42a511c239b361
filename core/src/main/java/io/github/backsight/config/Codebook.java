package io.github.backsight.config;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What columns are called and what they mean, from a file beside the configuration. Only a build needs
/// it: where it cannot be read, all else works as ever.
public sealed interface Codebook {
    /// No column is called anything.
    Codebook NONE = new Entries(Map.of());

    /// {@return what is said of columns, by their names}
    ///
    /// @throws ConfigurationException if the file could not be read, with all that is wrong with it
    SortedMap<String, Entry> entries() throws ConfigurationException;

    /// What is said of one column.
    ///
    /// @param label empty: it is called as in the table
    /// @param description what it means, in a sentence or more; may be empty
    record Entry(String label, String description) {}

    /// A file that was read. It may tell of more columns than a map has.
    record Entries(SortedMap<String, Entry> entries) implements Codebook {
        public Entries {
            entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
        }

        Entries(Map<String, Entry> entries) {
            this(new TreeMap<>(entries));
        }
    }

    /// A file that could not be read.
    ///
    /// @param problems at least one
    record Unreadable(List<ConfigurationException.Problem> problems) implements Codebook {
        public Unreadable {
            problems = List.copyOf(problems);
        }

        @Override
        public SortedMap<String, Entry> entries() throws ConfigurationException {
            throw new ConfigurationException(problems);
        }
    }
}
