package io.github.backsight.release;

/// How readers find the live release.
public enum Serving {
    /// By the pointer and the documents that follow it; nothing else changes its bytes.
    BY_POINTER,
    /// Also by fixed names below the prefix, which hold copies of the live release's artifacts.
    IN_PLACE
}
