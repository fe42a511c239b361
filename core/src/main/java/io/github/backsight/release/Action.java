package io.github.backsight.release;

/// What an operation does to the live pointer; each is the same compare-and-swap.
public enum Action {
    PUBLISH,
    ROLLBACK
}
