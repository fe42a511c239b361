package io.github.backsight.testkit.s3;

/// One thing that a request needs, as policies name it.
///
/// @param action as in `s3:GetObjectVersion`
/// @param resource as in `arn:aws:s3:::maps/data/usa.csv`
public record Permission(String action, String resource) {}
