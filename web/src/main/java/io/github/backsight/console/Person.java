package io.github.backsight.console;

/// Somebody who has shown a token.
///
/// @param name as journals and pointers are to tell it
public record Person(String name, Role role) {}
