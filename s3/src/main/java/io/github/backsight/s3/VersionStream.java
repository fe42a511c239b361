package io.github.backsight.s3;

import io.github.backsight.store.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/// The bytes of one version; goes on where the line broke, and fails where they end early or, read whole, have another
/// digest than was written down with them. For one thread.
///
/// The last bytes are handed out only after the digest was found right, so a reader that counts may stop there.
final class VersionStream extends InputStream {
    private static final int MOST_REOPENINGS = 5;

    private final RangeSource source;
    private final Optional<Sha256> expected;
    private final MessageDigest digest = Sha256.start();
    private final long length;
    private ResponseInputStream<GetObjectResponse> in;
    private long passed;
    private int reopenings;

    private VersionStream(RangeSource source, ResponseInputStream<GetObjectResponse> in) {
        this.source = source;
        this.in = in;
        this.length = in.response().contentLength();
        this.expected = source.length().isPresent() ? Optional.empty() : sha256(source, in.response());
    }

    static VersionStream open(RangeSource source) throws IOException {
        return new VersionStream(source, source.open(0));
    }

    /// @param in what `source` has opened already, from its first byte on
    static VersionStream begun(RangeSource source, ResponseInputStream<GetObjectResponse> in) {
        return new VersionStream(source, in);
    }

    private static Optional<Sha256> sha256(RangeSource source, GetObjectResponse response) {
        var head = HeadObjectResponse.builder()
                .metadata(response.metadata())
                .checksumSHA256(response.checksumSHA256())
                .checksumType(response.checksumType())
                .build();
        return new Head(source.key(), source.version(), head).sha256();
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int count) throws IOException {
        Objects.checkFromIndexSize(offset, count, buffer.length);
        if (count == 0) {
            return 0;
        }
        if (passed == length) {
            if (length == 0) {
                verify();
            }
            return -1;
        }
        int read = readOrReopen(buffer, offset, (int) Math.min(count, length - passed));
        passed += read;
        if (expected.isPresent()) {
            digest.update(buffer, offset, read);
        }
        if (passed == length) {
            verify();
        }
        return read;
    }

    private int readOrReopen(byte[] buffer, int offset, int count) throws IOException {
        while (true) {
            try {
                int read = in.read(buffer, offset, count);
                if (read > 0) {
                    return read;
                }
                reopen(new IOException("the reply ended after " + passed + " of " + length + " bytes"));
            } catch (IOException | RuntimeException e) {
                reopen(e);
            }
        }
    }

    private void reopen(Exception cause) throws IOException {
        in.abort();
        if (Thread.currentThread().isInterrupted() || ++reopenings > MOST_REOPENINGS) {
            throw new IOException(
                    "cannot read version '" + source.version() + "' of '" + source.key() + "' to its end: "
                            + cause.getMessage() + ". Try again",
                    cause);
        }
        in = source.open(passed);
    }

    private void verify() throws IOException {
        if (expected.isEmpty()) {
            return;
        }
        var actual = Sha256.finished(digest.digest());
        if (!actual.equals(expected.get())) {
            throw new IOException("version '" + source.version() + "' of '" + source.key() + "' arrived with SHA-256 "
                    + actual + " instead of " + expected.get()
                    + ": it was changed on the way or is damaged. Try again, or take another version");
        }
    }

    @Override
    public void close() throws IOException {
        // Closing would read what is left of a long reply.
        if (passed < length) {
            in.abort();
        } else {
            in.close();
        }
    }
}
