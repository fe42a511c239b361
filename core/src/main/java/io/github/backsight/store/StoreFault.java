package io.github.backsight.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// What a folder store says when the disk, or what lies on it, is at fault. Every message names the store.
record StoreFault(Path root) {

    /// @param what could not be written: a key in quotes, or words
    IOException writing(String what, IOException cause) {
        return new IOException(
                "cannot write " + what + " to " + location() + ": " + reason(cause)
                        + ". Check free space and permissions, then try again",
                cause);
    }

    IOException writing(Key key, IOException cause) {
        return writing("'" + key + "'", cause);
    }

    IOException reading(IOException cause) {
        return new IOException("cannot read " + location() + ": " + reason(cause), cause);
    }

    IOException damaged(Path file, String what) {
        return new IOException(location() + " is damaged: " + root.relativize(file) + " " + what
                + ". Put this file back from a copy of the store; other objects are not affected");
    }

    IOException foreign(Path file) {
        return new IOException(location() + " holds " + root.relativize(file)
                + ", which Backsight did not put there; move it out of the store");
    }

    String location() {
        return "file:" + root;
    }

    private static String reason(IOException cause) {
        return switch (cause) {
            case AccessDeniedException denied -> "permission denied on " + denied.getFile();
            case NoSuchFileException missing -> missing.getFile() + " is missing";
            case FileSystemException fault when fault.getReason() != null -> fault.getFile() + ": " + fault.getReason();
            default -> cause.getMessage() == null ? cause.toString() : cause.getMessage();
        };
    }
}
