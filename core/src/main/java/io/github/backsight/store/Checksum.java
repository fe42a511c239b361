package io.github.backsight.store;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/// A checksum of all bytes of a version, by another algorithm than SHA-256: what a store may know of bytes that other
/// tools have written.
///
/// @param hex lower-case hexadecimal digits, two for each byte, most significant first
public record Checksum(Algorithm algorithm, String hex) {

    /// What stores compute. None but SHA-1 is hard to forge; all of them tell damage.
    public enum Algorithm {
        SHA1(20),
        CRC64NVME(8),
        CRC32C(4),
        CRC32(4);

        private final int length;

        Algorithm(int length) {
            this.length = length;
        }

        /// {@return how many bytes a checksum has}
        public int length() {
            return length;
        }
    }

    public Checksum {
        if (!hex.matches("[0-9a-f]{" + 2 * algorithm.length() + "}")) {
            throw new IllegalArgumentException("a " + algorithm + " is " + 2 * algorithm.length()
                    + " lower-case hexadecimal digits, not '" + hex + "'");
        }
    }

    /// A computation under way, in constant memory. For one thread.
    public interface Running {
        /// Takes what remains in `bytes`.
        void update(ByteBuffer bytes);

        /// {@return the checksum of all that was taken; ends the computation}
        Checksum finished();
    }

    public static Running start(Algorithm algorithm) {
        return switch (algorithm) {
            case SHA1 -> new Digesting(algorithm, sha1());
            case CRC64NVME -> new Dividing(algorithm, new Crc64Nvme());
            case CRC32C -> new Dividing(algorithm, new CRC32C());
            case CRC32 -> new Dividing(algorithm, new CRC32());
        };
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-1", e);
        }
    }

    private record Digesting(Algorithm algorithm, MessageDigest digest) implements Running {
        @Override
        public void update(ByteBuffer bytes) {
            digest.update(bytes);
        }

        @Override
        public Checksum finished() {
            return new Checksum(algorithm, HexFormat.of().formatHex(digest.digest()));
        }
    }

    private record Dividing(Algorithm algorithm, java.util.zip.Checksum crc) implements Running {
        @Override
        public void update(ByteBuffer bytes) {
            crc.update(bytes);
        }

        @Override
        public Checksum finished() {
            return new Checksum(algorithm, HexFormat.of().toHexDigits(crc.getValue(), 2 * algorithm.length()));
        }
    }
}
