package io.github.backsight.input;

import io.github.backsight.store.Key;
import io.github.backsight.store.MissingVersionException;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.VersionId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/// Brings a stretch of a version to its place in a part file, and goes on where a stream breaks off. Holds one buffer
/// of
/// its bytes. For one thread.
final class Stretch {
    /// A stream may break off this often in one stretch, as long as each brings something.
    private static final int MOST_BREAKS = 10;

    private final Source source;
    private final PartFile part;
    private final PartFile.Reader landed;
    private final ByteBuffer buffer = ByteBuffer.allocate(PartFile.BUFFER_BYTES);

    /// What is read.
    record Source(ObjectStore store, Key key, VersionId version, long size) {
        /// @param brought how many bytes of the version are there
        IOException brokenOff(long brought, BrokenException broken) {
            return new IOException(
                    "'" + key + "' version '" + version + "' broke off after " + brought + " of " + size + " bytes: "
                            + broken.reason.getMessage() + ". Run it again: it goes on from there",
                    broken.reason);
        }
    }

    /// The store breaks off again and again, or brings nothing.
    static final class BrokenException extends IOException {
        private static final long serialVersionUID = 1L;

        private final IOException reason;

        BrokenException(IOException reason) {
            super(reason);
            this.reason = reason;
        }
    }

    /// @param landed told of bytes once they are written, in their order
    Stretch(Source source, PartFile part, PartFile.Reader landed) {
        this.source = source;
        this.part = part;
        this.landed = landed;
    }

    /// @param from the first byte, which is also its place in the part file
    /// @param to after the last byte
    void bring(long from, long to) throws IOException {
        long at = from;
        for (int breaks = 0; at < to; ) {
            long before = at;
            var tried = append(at, to);
            at = tried.end();
            if (tried.broken().isPresent() && (at == before || ++breaks > MOST_BREAKS)) {
                throw new BrokenException(tried.broken().get());
            }
        }
    }

    /// @param broken what ended the stream before its time, if anything did
    private record Tried(long end, Optional<IOException> broken) {}

    private Tried append(long from, long to) throws IOException {
        long at = from;
        try (var in = source.store().read(source.key(), source.version(), from, to - from)) {
            while (at < to) {
                int most = (int) Math.min(buffer.capacity(), to - at);
                int read = in.read(buffer.array(), 0, most);
                if (read < 0) {
                    return new Tried(at, Optional.of(new IOException("the store gave no more")));
                }
                part.write(buffer.clear().limit(read), at);
                at += read;
                landed.take(buffer.flip());
            }
            return new Tried(at, Optional.empty());
        } catch (MissingVersionException | PartFile.UnwritableException | PartFile.StoppedException e) {
            throw e;
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw part.stopped();
            }
            return new Tried(at, Optional.of(e));
        }
    }
}
