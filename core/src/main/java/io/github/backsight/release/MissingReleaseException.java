package io.github.backsight.release;

import java.io.IOException;

/// A release that is not in the store.
public final class MissingReleaseException extends IOException {
    private static final long serialVersionUID = 1L;

    MissingReleaseException(String release, String location) {
        super("no release '" + release + "' in " + location + "; list what there is with: backsight releases");
    }
}
