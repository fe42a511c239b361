package io.github.backsight.store;

/// One object of a batch.
public record Upload(Key key, Body body, Attributes attributes) {}
