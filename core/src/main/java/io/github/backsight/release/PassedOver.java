package io.github.backsight.release;

/// A release that was live before and is not the last good one.
///
/// @param why a clause, as in `its verdict is bad`
public record PassedOver(ReleaseId release, String why) {}
