package io.github.backsight.store;

import java.io.IOException;

/// A version that is not in the store, or is a delete marker.
public final class MissingVersionException extends IOException {
    private static final long serialVersionUID = 1L;

    public MissingVersionException(Key key, VersionId version) {
        super("'" + key + "' has no version '" + version + "' with content; list what it has with: backsight versions");
    }
}
