package io.github.backsight.store;

/// One copy of a batch: the bytes of `from` at `version` become the newest version of `to`, beside new attributes.
public record Copy(Key from, VersionId version, Key to, Attributes attributes) {}
