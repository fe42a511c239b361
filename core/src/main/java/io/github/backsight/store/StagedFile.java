package io.github.backsight.store;

import java.nio.file.Path;

/// The first record of an object of a batch, written aside: not there for anybody yet, nor durable.
///
/// @param file where it lies meanwhile
record StagedFile(Placed placed, Path file) {}
