package io.github.backsight.release;

/// What an operation does to the live pointer; each is the same compare-and-swap.
public enum Action {
    PUBLISH,
    ROLLBACK,
    /// Takes back the last of the others, or of its own kind.
    UNDO
}
