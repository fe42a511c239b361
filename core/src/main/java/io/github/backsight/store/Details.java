package io.github.backsight.store;

import java.util.Optional;

/// All that a store knows of one version.
///
/// @param sha256 of the stored bytes; empty where a store was never told (objects written to S3 by other tools)
public record Details(Entry.Version version, Optional<Sha256> sha256, Attributes attributes) {}
