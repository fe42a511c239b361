package io.github.backsight.section;

import java.io.IOException;

/// A file of sections that is not as it was written, or is not such a file at all.
public final class DamagedFileException extends IOException {
    private static final long serialVersionUID = 1;

    DamagedFileException(String message) {
        super(message);
    }
}
