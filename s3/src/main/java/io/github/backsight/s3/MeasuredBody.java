package io.github.backsight.s3;

import io.github.backsight.store.Body;
import io.github.backsight.store.Key;
import io.github.backsight.store.Sha256;
import io.github.backsight.store.SpreadBody;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.core.sync.RequestBody;

/// A body that was read once before it is sent, so that its digest stands in the request and the server can check it;
/// what is sent must be what was read.
///
/// @param parts the digests of the parts of `partBytes` bytes each, the last one perhaps shorter; one when empty;
/// none of a [SpreadBody] in parts
record MeasuredBody(Key key, Body body, Sha256 sha256, long partBytes, List<byte[]> parts) {
    private static final int BUFFER_BYTES = 1 << 16;

    /// A body that lies on other machines, and is sent in parts from there, says its own digest and is not read.
    ///
    /// @param shortest the length of parts, of which there may be [Multipart#MOST_PARTS]: else they are longer
    /// @throws IOException if the body has another length than it says
    static MeasuredBody of(Key key, Body body, long shortest) throws IOException {
        long partBytes = Math.max(shortest, Math.ceilDiv(body.size(), Multipart.MOST_PARTS));
        return body instanceof SpreadBody spread && body.size() > partBytes
                ? new MeasuredBody(key, body, spread.sha256(), partBytes, List.of())
                : read(key, body, partBytes);
    }

    private static MeasuredBody read(Key key, Body body, long partBytes) throws IOException {
        var whole = Sha256.start();
        var part = Sha256.start();
        var parts = new ArrayList<byte[]>();
        long total = 0;
        try (var in = body.open()) {
            var buffer = new byte[BUFFER_BYTES];
            while (true) {
                // Never across the end of a part.
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, partBytes - total % partBytes));
                if (read < 0) {
                    break;
                }
                whole.update(buffer, 0, read);
                part.update(buffer, 0, read);
                total += read;
                if (total % partBytes == 0) {
                    parts.add(part.digest());
                }
            }
        }
        if (total != body.size()) {
            throw changed(key, body.size(), total);
        }
        if (total % partBytes != 0 || parts.isEmpty()) {
            parts.add(part.digest());
        }
        return new MeasuredBody(key, body, Sha256.finished(whole.digest()), partBytes, List.copyOf(parts));
    }

    private static IOException changed(Key key, long said, long found) {
        return new IOException("cannot write '" + key + "': its bytes were to be " + said + " and are " + found
                + ". The file changed meanwhile; try again");
    }

    long size() {
        return body.size();
    }

    /// {@return whether it is sent in parts}
    boolean isInParts() {
        return size() > partBytes;
    }

    /// {@return the digest of everything, as headers have it}
    String base64() {
        return base64(HexFormat.of().parseHex(sha256.hex()));
    }

    /// @param part from 0
    String base64(int part) {
        return base64(parts.get(part));
    }

    private static String base64(byte[] digest) {
        return Base64.getEncoder().encodeToString(digest);
    }

    RequestBody whole() {
        return requestBody(0, size(), HexFormat.of().parseHex(sha256.hex()));
    }

    /// @param part from 0
    RequestBody part(int part) {
        long start = part * partBytes;
        return requestBody(start, Math.min(partBytes, size() - start), parts.get(part));
    }

    private RequestBody requestBody(long start, long length, byte[] digest) {
        return RequestBody.fromContentProvider(
                () -> {
                    try {
                        var in = body.open();
                        in.skipNBytes(start);
                        return new Checked(key, in, length, digest);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                length,
                "application/octet-stream");
    }

    /// Fails before the last bytes are sent when they are not those that were measured.
    private static final class Checked extends FilterInputStream {
        private final Key key;
        private final long length;
        private final byte[] expected;
        private final MessageDigest digest = Sha256.start();
        private long passed;

        Checked(Key key, InputStream in, long length, byte[] expected) {
            super(in);
            this.key = key;
            this.length = length;
            this.expected = expected;
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int count) throws IOException {
            Objects.checkFromIndexSize(offset, count, buffer.length);
            if (passed == length) {
                return -1;
            }
            int read = in.read(buffer, offset, (int) Math.min(count, length - passed));
            if (read < 0) {
                throw changed(key, length, passed);
            }
            digest.update(buffer, offset, read);
            passed += read;
            if (passed == length && !MessageDigest.isEqual(digest.digest(), expected)) {
                throw new IOException("cannot write '" + key + "': its bytes changed while they were sent; try again");
            }
            return read;
        }
    }
}
