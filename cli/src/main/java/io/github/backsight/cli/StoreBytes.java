package io.github.backsight.cli;

import io.github.backsight.archive.ArchiveBytes;
import io.github.backsight.store.Entry;
import io.github.backsight.store.ObjectStore;
import java.io.IOException;

/// An archive where it lies in the store, read by ranges.
record StoreBytes(ObjectStore store, Entry.Version version) implements ArchiveBytes {
    @Override
    public long size() {
        return version.size();
    }

    @Override
    public byte[] read(long offset, int length) throws IOException {
        try (var in = store.read(version.key(), version.id(), offset, length)) {
            return in.readNBytes(length);
        }
    }

    /// The store is somebody else's.
    @Override
    public void close() {}
}
