package io.github.backsight.history;

import io.github.backsight.store.Key;

/// One input whose past is asked for.
///
/// @param input its name; two inputs may be members of one object and have the same key
public record Source(String input, Key key) {}
