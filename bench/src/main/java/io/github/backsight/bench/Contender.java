package io.github.backsight.bench;

/// One who does the work of a row.
///
/// @param how what exactly is run and measured, for readers
record Contender(String name, String how, Attempt attempt) {}
