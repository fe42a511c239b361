package io.github.backsight.testkit.s3;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/// A checksum that the server keeps beside a version.
///
/// Source: Amazon S3 User Guide, "Checking object integrity for data uploads".
///
/// @param algorithm as headers end: `sha256`
/// @param value in base 64
/// @param composite whether it is of the parts' checksums, not of the bytes
record Checksum(String algorithm, String value, boolean composite) {
    static final List<String> ALGORITHMS = List.of("sha256", "sha1", "crc32", "crc32c", "crc64nvme");

    /// What is computed when nobody asks for another.
    static final String DEFAULT = "crc64nvme";

    private static final long NVME = 0x9a6c9329ac4bc9b5L;
    private static final long[] NVME_OF_BYTE = ofBytes();

    static Checksum of(String algorithm, byte[] bytes) {
        return new Checksum(algorithm, base64(digest(algorithm, bytes)), false);
    }

    /// {@return the checksum that a request brings, after comparing it}
    static Optional<Checksum> brought(Request request, byte[] bytes) {
        for (var algorithm : ALGORITHMS) {
            var said = request.header("x-amz-checksum-" + algorithm);
            if (said.isPresent()) {
                var computed = of(algorithm, bytes);
                if (!computed.value().equals(said.get())) {
                    throw Refusal.invalid(
                            "BadDigest",
                            "The " + algorithm.toUpperCase(Locale.ROOT)
                                    + " you specified did not match the calculated checksum.");
                }
                return Optional.of(computed);
            }
        }
        return Optional.empty();
    }

    static void requireContentMd5(Request request) {
        var said = request.header("content-md5");
        if (said.isPresent() && !said.get().equals(base64(digest("md5", request.body())))) {
            throw Refusal.invalid("BadDigest", "The Content-MD5 you specified did not match what we received.");
        }
    }

    String type() {
        return composite ? "COMPOSITE" : "FULL_OBJECT";
    }

    Reply on(Reply reply) {
        return reply.header("x-amz-checksum-" + algorithm, value).header("x-amz-checksum-type", type());
    }

    /// {@return the element of reply documents: `ChecksumSHA256`}
    String element() {
        return "Checksum" + algorithm.toUpperCase(Locale.ROOT);
    }

    static byte[] digest(String algorithm, byte[] bytes) {
        return switch (algorithm) {
            case "md5" -> message("MD5", bytes);
            case "sha1" -> message("SHA-1", bytes);
            case "sha256" -> message("SHA-256", bytes);
            case "crc32" -> {
                var crc = new CRC32();
                crc.update(bytes);
                yield ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
            }
            case "crc32c" -> {
                var crc = new CRC32C();
                crc.update(bytes);
                yield ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
            }
            case "crc64nvme" -> ByteBuffer.allocate(8).putLong(crc64(bytes)).array();
            default -> throw Refusal.invalid("InvalidRequest", "Checksum algorithm provided is unsupported.");
        };
    }

    private static byte[] message(String name, byte[] bytes) {
        try {
            return MessageDigest.getInstance(name).digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// CRC-64/NVME: reflected, all ones before and after.
    private static long crc64(byte[] bytes) {
        long crc = ~0L;
        for (byte each : bytes) {
            crc = (crc >>> 8) ^ NVME_OF_BYTE[(int) (crc ^ each) & 0xff];
        }
        return ~crc;
    }

    private static long[] ofBytes() {
        var table = new long[256];
        for (int i = 0; i < table.length; i++) {
            long crc = i;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc >>> 1) ^ (NVME & -(crc & 1));
            }
            table[i] = crc;
        }
        return table;
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
