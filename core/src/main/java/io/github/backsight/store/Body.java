package io.github.backsight.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Bytes to be stored; can be opened again, so that a write can be tried again.
public interface Body {
    long size();

    InputStream open() throws IOException;

    static Body of(byte[] bytes) {
        var copy = bytes.clone();
        return new Body() {
            @Override
            public long size() {
                return copy.length;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(copy);
            }
        };
    }

    /// The file must not change while it is being stored; a store that sees its size change refuses.
    static Body of(Path file) throws IOException {
        long size = Files.size(file);
        return new Body() {
            @Override
            public long size() {
                return size;
            }

            @Override
            public InputStream open() throws IOException {
                return Files.newInputStream(file);
            }
        };
    }
}
