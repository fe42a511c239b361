package io.github.backsight.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The bytes of a file.
record FileBody(Path file, long size, Optional<Path> givenAway) implements Body {
    @Override
    public InputStream open() throws IOException {
        return Files.newInputStream(file);
    }
}
