package io.github.backsight.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Bytes to be stored; can be opened again, so that a write can be tried again.
public interface Body {
    long size();

    InputStream open() throws IOException;

    /// {@return the file that holds these bytes, if [ObjectStore#put] may take it away instead of copying it:
    /// nobody else knows or has opened it. Whatever became of such a write, the body may be gone}
    default Optional<Path> givenAway() {
        return Optional.empty();
    }

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
        return new FileBody(file, Files.size(file), Optional.empty());
    }

    /// As [#of(Path)], and the file is [given away][#givenAway].
    static Body givingAway(Path file) throws IOException {
        return new FileBody(file, Files.size(file), Optional.of(file));
    }
}
