package io.github.backsight.console;

import io.github.backsight.archive.ArchiveMetadata;
import io.github.backsight.archive.TileArchiveReader;
import io.github.backsight.tile.TileId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// An archive that is open, and is closed only when nobody reads from it. Threads may share it.
final class OpenLayer {
    private final TileArchiveReader reader;
    private final ArchiveMetadata metadata;
    private final ReentrantReadWriteLock use = new ReentrantReadWriteLock();
    private boolean closed;

    private OpenLayer(TileArchiveReader reader, ArchiveMetadata metadata) {
        this.reader = reader;
        this.metadata = metadata;
    }

    /// @param reader closed with this, and at once if this fails
    static OpenLayer of(TileArchiveReader reader) throws IOException {
        try {
            return new OpenLayer(reader, reader.metadata());
        } catch (IOException | RuntimeException fault) {
            reader.close();
            throw fault;
        }
    }

    /// It was closed before it was asked.
    static final class ClosedException extends IOException {
        private static final long serialVersionUID = 1;
    }

    ArchiveMetadata metadata() {
        return metadata;
    }

    /// {@return a tile as it lies in the archive}
    Optional<byte[]> tile(TileId id) throws IOException {
        use.readLock().lock();
        try {
            if (closed) {
                throw new ClosedException();
            }
            return reader.storedTile(id);
        } finally {
            use.readLock().unlock();
        }
    }

    void close() {
        use.writeLock().lock();
        try {
            closed = true;
            reader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            use.writeLock().unlock();
        }
    }
}
