package io.github.backsight.history;

/// What a judge says of one combination of versions.
public enum Judgement {
    GOOD,
    BAD,
    /// It cannot be judged.
    SKIP
}
