package io.github.backsight.store;

import java.io.IOException;
import java.nio.file.Path;

/// A folder that holds something else than a store. Nothing in it was changed.
public final class ForeignFolderException extends IOException {
    private static final long serialVersionUID = 1L;

    ForeignFolderException(Path folder, String example) {
        super(folder + " is not a Backsight store: it holds '" + example + "' and no " + FolderFormat.MARKER
                + ". It was left alone; name a new or empty folder, or, if this was a store, put its "
                + FolderFormat.MARKER + " back");
    }
}
