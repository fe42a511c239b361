package io.github.backsight.input;

import io.github.backsight.finding.BadInputException;
import io.github.backsight.finding.Findings;
import io.github.backsight.progress.Progress;
import io.github.backsight.store.Key;
import io.github.backsight.store.MissingVersionException;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.Sha256;
import io.github.backsight.store.VersionId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Optional;

/// Brings the bytes of one version into a part file: goes on where the file ends, and verifies all of it.
///
/// Whoever holds the lock of the part file is the only one to write it; a process that dies loses the lock.
final class Transfer {
    private static final int BUFFER_BYTES = 1 << 18;

    /// A stream may break off this often in one run, as long as each brings something.
    private static final int MOST_BREAKS = 10;

    private final ObjectStore store;
    private final Key key;
    private final VersionId version;
    private final long size;
    private final Optional<Sha256> expected;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);

    /// Another process, or another thread of this one, is writing the part file now.
    static final class BusyException extends IOException {
        private static final long serialVersionUID = 1L;

        BusyException(Path part) {
            super("'" + part + "' is being written by another download; wait until that one has ended");
        }
    }

    /// @param expected empty when nobody knows: then only the size is verified
    Transfer(ObjectStore store, Key key, VersionId version, long size, Optional<Sha256> expected) {
        this.store = store;
        this.key = key;
        this.version = version;
        this.size = size;
        this.expected = expected;
    }

    /// Fills `part` and makes it durable. What a broken try has brought stays for the next one; what is wrong is thrown
    /// away and brought once more.
    ///
    /// @return the digest of what is now in `part`
    /// @throws BusyException if somebody else is at it
    /// @throws BadInputException if the store gives other bytes than it promised, twice
    Sha256 into(Path part, Progress progress) throws IOException {
        try (var channel = open(part)) {
            var digest = fill(channel, part, progress);
            if (isWrong(digest)) {
                channel.truncate(0);
                digest = fill(channel, part, progress);
            }
            if (isWrong(digest)) {
                channel.truncate(0);
                throw damaged(digest);
            }
            channel.force(true);
            return digest;
        }
    }

    private boolean isWrong(Sha256 digest) {
        return expected.isPresent() && !expected.get().equals(digest);
    }

    private BadInputException damaged(Sha256 digest) {
        return new Findings(key.value())
                .fatal(
                        "input.wrong-digest",
                        "version " + version,
                        "its bytes have the SHA-256 " + digest + ", and "
                                + expected.map(Sha256::hex).orElse("another")
                                + " was expected: they are damaged in " + store.location() + " or on the way",
                        "Try again; when it stays so, choose another version with: backsight versions");
    }

    private static FileChannel open(Path part) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(
                    part, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (NoSuchFileException e) {
            throw new IOException(
                    "cannot write '" + part + "': there is no folder '"
                            + part.toAbsolutePath().getParent() + "'",
                    e);
        } catch (AccessDeniedException e) {
            throw new IOException("cannot write '" + part + "': not allowed; choose another folder", e);
        }
        if (!isLocked(channel)) {
            channel.close();
            throw new BusyException(part);
        }
        return channel;
    }

    /// The lock ends with the channel.
    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private Sha256 fill(FileChannel channel, Path part, Progress progress) throws IOException {
        if (channel.size() > size) {
            channel.truncate(0);
        }
        refuseWithoutSpace(channel, part);
        var digest = Sha256.start();
        try (var step = progress.start("downloading " + key, size, Progress.Unit.BYTES)) {
            takeWhatIsThere(channel, digest, step);
            int breaks = 0;
            while (channel.position() < size) {
                long before = channel.position();
                var broken = append(channel, part, digest, step);
                if (broken.isPresent() && (channel.position() == before || ++breaks > MOST_BREAKS)) {
                    throw new IOException(
                            "'" + key + "' version '" + version + "' broke off after " + channel.position() + " of "
                                    + size + " bytes: " + broken.get().getMessage()
                                    + ". Run it again: it goes on from there",
                            broken.get());
                }
            }
        }
        return Sha256.finished(digest.digest());
    }

    private void refuseWithoutSpace(FileChannel channel, Path part) throws IOException {
        long missing = size - channel.size();
        long usable = Files.getFileStore(part).getUsableSpace();
        if (missing > usable) {
            throw new IOException("no space for '" + part + "': " + missing
                    + " more bytes are needed, and the disk has " + usable + ". Make room, or choose another folder");
        }
    }

    private void takeWhatIsThere(FileChannel channel, MessageDigest digest, Progress.Step step) throws IOException {
        channel.position(0);
        long there = channel.size();
        while (channel.position() < there) {
            int read = channel.read(buffer.clear());
            if (read < 0) {
                return; // Somebody has cut the file; what is missing is brought.
            }
            digest.update(buffer.flip());
            step.advance(read);
        }
    }

    /// {@return what ended the stream before its time, if anything did}
    private Optional<IOException> append(FileChannel channel, Path part, MessageDigest digest, Progress.Step step)
            throws IOException {
        try (var in = store.read(key, version, channel.position(), size - channel.position())) {
            while (channel.position() < size) {
                int most = (int) Math.min(BUFFER_BYTES, size - channel.position());
                int read = in.read(buffer.array(), 0, most);
                if (read < 0) {
                    return Optional.of(new IOException("the store gave no more"));
                }
                write(channel, part, read);
                digest.update(buffer.array(), 0, read);
                step.advance(read);
            }
            return Optional.empty();
        } catch (MissingVersionException | UnwritableException e) {
            throw e;
        } catch (IOException e) {
            return Optional.of(e);
        }
    }

    private void write(FileChannel channel, Path part, int length) throws UnwritableException {
        try {
            buffer.clear().limit(length);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (IOException e) {
            throw new UnwritableException(part, e);
        }
    }

    /// The fault is on this machine, so that asking the store again would not help.
    private static final class UnwritableException extends IOException {
        private static final long serialVersionUID = 1L;

        UnwritableException(Path part, IOException cause) {
            super(
                    "cannot write '" + part + "': " + cause.getMessage()
                            + ". Mend that, then run it again: it goes on from there",
                    cause);
        }
    }
}
