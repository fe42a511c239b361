package io.github.backsight.config;

/// A value of a fixed list, with the name it has in the file.
public interface Named {
    /// {@return how the file writes it: `in-place`}
    String text();
}
