package io.github.backsight.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Objects;

/// The bytes of a content file; fails where they are cut short, or, read from first to last, have another digest.
///
/// The last bytes are handed out only after the digest was found right, so a reader that counts may stop there. Does
/// not override `skip`, which therefore reads, and digests, what it passes over.
final class VerifiedStream extends InputStream {
    private final InputStream in;
    private final StoreFault fault;
    private final Path file;
    private final Sha256 expected;
    private final MessageDigest digest = Sha256.start();
    private final boolean whole;
    private long remaining;

    /// @param in at the range's first byte
    /// @param expected the digest of the whole file
    VerifiedStream(InputStream in, StoreFault fault, Path file, Range range, long size, Sha256 expected) {
        this.in = in;
        this.fault = fault;
        this.file = file;
        this.expected = expected;
        this.whole = range.length() == size;
        this.remaining = range.length();
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        if (remaining == 0) {
            return -1;
        }
        int read = in.read(buffer, offset, (int) Math.min(length, remaining));
        if (read < 0) {
            throw fault.damaged(file, "was cut short while it was read");
        }
        remaining -= read;
        if (whole) {
            digest.update(buffer, offset, read);
            if (remaining == 0 && read > 0) {
                verify();
            }
        }
        return read;
    }

    private void verify() throws IOException {
        var actual = Sha256.finished(digest.digest());
        if (!actual.equals(expected)) {
            throw fault.damaged(file, "has SHA-256 " + actual + " instead of " + expected);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
