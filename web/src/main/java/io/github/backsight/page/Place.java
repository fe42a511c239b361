package io.github.backsight.page;

/// A place on the earth, in degrees.
public record Place(double longitude, double latitude) {}
