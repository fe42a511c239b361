package io.github.backsight.input;

import io.github.backsight.store.Sha256;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// A claim on one file of a cache, by a lock on an empty file beside it; it ends with the process, however that ends.
///
/// Users share it, who drops the file has it alone. The lock file stays: were it deleted, two could lock two files of
/// the same name.
record Lease(FileChannel channel) implements AutoCloseable {

    /// Waits while somebody is dropping the file.
    static Lease shared(Path folder, Sha256 sha256) throws IOException {
        var channel = open(folder, sha256);
        try {
            channel.lock(0, Long.MAX_VALUE, true);
        } catch (OverlappingFileLockException e) {
            // Another cache object of this very process has the lock, which keeps all other processes out.
        }
        return new Lease(channel);
    }

    /// {@return a claim that nobody shares; empty when somebody uses the file}
    static Optional<Lease> alone(Path folder, Sha256 sha256) throws IOException {
        var channel = open(folder, sha256);
        try {
            if (channel.tryLock() != null) {
                return Optional.of(new Lease(channel));
            }
        } catch (OverlappingFileLockException e) {
            // In use by this very process.
        }
        channel.close();
        return Optional.empty();
    }

    private static FileChannel open(Path folder, Sha256 sha256) throws IOException {
        return FileChannel.open(
                folder.resolve(sha256.hex() + ".lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
