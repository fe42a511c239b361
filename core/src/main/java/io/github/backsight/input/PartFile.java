package io.github.backsight.input;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The file in which the bytes of one version gather, locked against all others as long as it is open. Safe for use by
/// many threads.
///
/// A thread that is interrupted in the middle of a call closes it, as the JDK's channels do; so does whoever wants that
/// nothing more is written.
record PartFile(Path path, FileChannel channel) implements AutoCloseable {
    static final int BUFFER_BYTES = 1 << 18;

    /// Another process, or another thread of this one, is writing the part file now.
    static final class BusyException extends IOException {
        private static final long serialVersionUID = 1L;

        BusyException(Path part) {
            super("'" + part + "' is being written by another download; wait until that one has ended");
        }
    }

    /// The fault is on this machine, so that asking the store again would not help.
    static final class UnwritableException extends IOException {
        private static final long serialVersionUID = 1L;

        UnwritableException(Path part, IOException cause) {
            super(
                    "cannot write '" + part + "': " + cause.getMessage()
                            + ". Mend that, then run it again: it goes on from there",
                    cause);
        }
    }

    /// The thread was interrupted, or the file was closed since another thread was.
    static final class StoppedException extends InterruptedIOException {
        private static final long serialVersionUID = 1L;

        StoppedException(Path part) {
            super("interrupted while downloading to '" + part + "'. Run it again: it goes on from there");
        }
    }

    /// @throws BusyException if somebody else has it open
    static PartFile open(Path path) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(
                    path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (NoSuchFileException e) {
            throw new IOException(
                    "cannot write '" + path + "': there is no folder '"
                            + path.toAbsolutePath().getParent() + "'",
                    e);
        } catch (AccessDeniedException e) {
            throw new IOException("cannot write '" + path + "': not allowed; choose another folder", e);
        }
        if (!isLocked(channel)) {
            channel.close();
            throw new BusyException(path);
        }
        return new PartFile(path, channel);
    }

    /// The lock ends with the channel.
    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    static ByteBuffer buffer() {
        return ByteBuffer.allocate(BUFFER_BYTES);
    }

    @FunctionalInterface
    private interface Writing {
        void run() throws IOException;
    }

    private void write(Writing writing) throws IOException {
        try {
            writing.run();
        } catch (ClosedChannelException e) {
            throw stopped();
        } catch (IOException e) {
            throw new UnwritableException(path, e);
        }
    }

    StoppedException stopped() {
        return new StoppedException(path);
    }

    /// Writes what remains in `bytes` to the place that begins at `offset`.
    void write(ByteBuffer bytes, long offset) throws IOException {
        int first = bytes.position();
        write(() -> {
            while (bytes.hasRemaining()) {
                channel.write(bytes, offset + bytes.position() - first);
            }
        });
    }

    /// Returns when all that was written is durable.
    void force() throws IOException {
        write(() -> channel.force(true));
    }

    void truncate(long length) throws IOException {
        write(() -> channel.truncate(length));
    }

    long length() throws IOException {
        return channel.size();
    }

    /// What is done with bytes that were read.
    @FunctionalInterface
    interface Reader {
        void take(ByteBuffer bytes);
    }

    /// {@return where the bytes end that were handed to `reader`: at `to`, or sooner if the file does}
    long read(long from, long to, ByteBuffer buffer, Reader reader) throws IOException {
        long at = from;
        try {
            while (at < to) {
                buffer.clear().limit((int) Math.min(buffer.capacity(), to - at));
                int read = channel.read(buffer, at);
                if (read < 0) {
                    return at;
                }
                reader.take(buffer.flip());
                at += read;
            }
            return at;
        } catch (ClosedChannelException e) {
            throw stopped();
        }
    }

    /// {@return `length` bytes from `offset` on, of which zeros stand for those that the file has not}
    ByteBuffer read(long offset, int length) throws IOException {
        var bytes = ByteBuffer.allocate(length);
        try {
            while (bytes.hasRemaining() && channel.read(bytes, offset + bytes.position()) >= 0) {}
        } catch (ClosedChannelException e) {
            throw stopped();
        }
        return bytes.clear();
    }

    void refuseWithoutSpace(long missing) throws IOException {
        long usable = Files.getFileStore(path).getUsableSpace();
        if (missing > usable) {
            throw new IOException("no space for '" + path + "': " + missing
                    + " more bytes are needed, and the disk has " + usable + ". Make room, or choose another folder");
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
