package io.github.backsight.s3;

import io.github.backsight.store.Attributes;
import io.github.backsight.store.Checksum;
import io.github.backsight.store.Checksum.Algorithm;
import io.github.backsight.store.Key;
import io.github.backsight.store.Sha256;
import io.github.backsight.store.VersionId;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/// What the server says of one version without its bytes and tags.
record Head(Key key, VersionId version, HeadObjectResponse response) {
    /// The metadata that holds the digest which Backsight computed before it sent the bytes.
    static final String SHA256 = "backsight-sha256";

    /// The metadata by which a write is recognised whose reply was lost.
    static final String WRITE = "backsight-write";

    /// What other writers call a SHA-256 in hexadecimal.
    private static final String OTHERS_SHA256 = "sha256";

    private static final int SHA256_BASE64_LENGTH = 44;

    long size() {
        return Optional.ofNullable(response.contentLength()).orElse(0L);
    }

    Instant time() {
        return Optional.ofNullable(response.lastModified()).orElse(Instant.EPOCH);
    }

    /// {@return when readers were told to ask again, if that is written as HTTP wants it}
    Optional<Instant> expires() {
        try {
            return text(response.expiresString())
                    .map(text -> Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /// {@return the ETag with its quotes}
    String etag() {
        var etag = Optional.ofNullable(response.eTag()).orElse("");
        return etag.startsWith("\"") ? etag : "\"" + etag + "\"";
    }

    /// {@return whether there may be tags}
    boolean tagged() {
        return Optional.ofNullable(response.tagCount()).orElse(0) > 0;
    }

    /// {@return the metadata that is the user's own}
    Map<String, String> metadata() {
        var metadata = new HashMap<>(response.metadata());
        metadata.keySet().removeIf(name -> name.equals(SHA256) || name.equals(WRITE));
        metadata.replaceAll((name, value) -> HeaderText.decoded(value));
        return metadata;
    }

    boolean writtenAs(String nonce) {
        return nonce.equals(response.metadata().get(WRITE));
    }

    /// {@return the digest of the bytes: as Backsight or an upload of its kind wrote it down, else the server's own}
    Optional<Sha256> sha256() {
        return digest(SHA256).or(() -> digest(OTHERS_SHA256)).or(this::serversSha256);
    }

    private Optional<Sha256> digest(String name) {
        return Optional.ofNullable(response.metadata().get(name))
                .filter(text -> text.matches("[0-9a-f]{64}"))
                .map(Sha256::new);
    }

    /// A composite one is of the parts' digests, not of the bytes.
    Optional<Sha256> serversSha256() {
        return Optional.ofNullable(response.checksumSHA256())
                .filter(text ->
                        text.length() == SHA256_BASE64_LENGTH && response.checksumType() != ChecksumType.COMPOSITE)
                .map(text ->
                        new Sha256(HexFormat.of().formatHex(Base64.getDecoder().decode(text))));
    }

    /// {@return another checksum of all the bytes, where the server says that it is one: the hardest to hit by chance}
    Optional<Checksum> checksum() {
        if (response.checksumType() != ChecksumType.FULL_OBJECT) {
            return Optional.empty();
        }
        return checksum(Algorithm.SHA1, response.checksumSHA1())
                .or(() -> checksum(Algorithm.CRC64NVME, response.checksumCRC64NVME()))
                .or(() -> checksum(Algorithm.CRC32C, response.checksumCRC32C()))
                .or(() -> checksum(Algorithm.CRC32, response.checksumCRC32()));
    }

    private static Optional<Checksum> checksum(Algorithm algorithm, @Nullable String base64) {
        try {
            return text(base64)
                    .map(text -> Base64.getDecoder().decode(text))
                    .filter(bytes -> bytes.length == algorithm.length())
                    .map(bytes -> new Checksum(algorithm, HexFormat.of().formatHex(bytes)));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // Not base 64: some server's own notation.
        }
    }

    Attributes attributes(Map<String, String> tags) {
        return new Attributes(
                Optional.ofNullable(response.contentType()).orElse("binary/octet-stream"),
                text(response.cacheControl()),
                text(response.contentEncoding()),
                text(response.contentDisposition()),
                metadata(),
                tags);
    }

    private static Optional<String> text(@Nullable String header) {
        return Optional.ofNullable(header).filter(text -> !text.isEmpty());
    }
}
