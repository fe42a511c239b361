package io.github.backsight.store;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/// A version that is being read.
///
/// @param version which one
/// @param bytes as [ObjectStore#read] gives them; closed with this
public record Reading(VersionId version, InputStream bytes) implements Closeable {
    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
