package io.github.backsight.release;

import java.io.IOException;

/// What became of adding a release.
public sealed interface Addition {
    /// It is there now, whole.
    record Added(ReleaseId release) implements Addition {}

    /// It was there already, with the same manifest.
    record AlreadyThere(ReleaseId release) implements Addition {}

    /// A write may or may not have happened; adding the same release again completes it.
    record Unsettled(ReleaseId release, IOException cause) implements Addition {}
}
