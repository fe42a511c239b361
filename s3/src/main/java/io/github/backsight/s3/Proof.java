package io.github.backsight.s3;

import io.github.backsight.store.Key;
import io.github.backsight.store.Sha256;
import io.github.backsight.store.VersionId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/// Proves that a restored version is what it was restored from (law 8): bytes, headers, metadata, tags, access list,
/// storage class and encryption, and that the public can read it where it could before. Safe for use by many threads.
///
/// Bytes are compared without moving them where the server tells a checksum of the whole object for both, or that of
/// the new version is the SHA-256 written down with the source, or ETags are equal; else they are read.
record Proof(Connection connection, VersionReader reader) {
    private static final List<Checksum> CHECKSUMS = List.of(
            new Checksum(ChecksumAlgorithm.SHA256, HeadObjectResponse::checksumSHA256),
            new Checksum(ChecksumAlgorithm.CRC64_NVME, HeadObjectResponse::checksumCRC64NVME),
            new Checksum(ChecksumAlgorithm.CRC32_C, HeadObjectResponse::checksumCRC32C),
            new Checksum(ChecksumAlgorithm.CRC32, HeadObjectResponse::checksumCRC32),
            new Checksum(ChecksumAlgorithm.SHA1, HeadObjectResponse::checksumSHA1));

    /// One of those that servers keep.
    private record Checksum(ChecksumAlgorithm algorithm, Function<HeadObjectResponse, String> value) {
        /// A composite one is of the parts' checksums and says nothing about bytes that came in other parts.
        boolean isWhole(Head head) {
            return value.apply(head.response()) != null && head.response().checksumType() == ChecksumType.FULL_OBJECT;
        }
    }

    /// {@return which checksum of all its bytes the server keeps of a version: a copy that has the same is proven by
    /// it}
    static Optional<ChecksumAlgorithm> wholeChecksum(Head head) {
        return CHECKSUMS.stream()
                .filter(checksum -> checksum.isWhole(head))
                .map(Checksum::algorithm)
                .findFirst();
    }

    /// What is to be restored, as it was found.
    ///
    /// @param wasPublic whether anybody could read it, or what was newest then
    record Source(Head head, Map<String, String> tags, Access access, boolean wasPublic) {
        Source {
            tags = Map.copyOf(tags);
        }

        /// {@return whether all that is known without reading says that these are the same bytes}
        boolean looksLike(Head other) {
            var sha256 = head.sha256();
            return head.size() == other.size()
                    && (sha256.isPresent()
                            ? sha256.equals(other.sha256())
                            : head.etag().equals(other.etag()) || isComposite(head) || isComposite(other));
        }

        /// The ETag of what came in parts depends on the parts.
        private static boolean isComposite(Head head) {
            return head.etag().contains("-");
        }
    }

    Source source(Key key, VersionId version) throws IOException {
        var head = reader.head(key, version);
        var access = new Access.Reader(connection).of(key, version);
        return new Source(head, reader.tags(head), access, access.isPublic() || isReadable(key));
    }

    private boolean isReadable(Key key) {
        try {
            connection
                    .anonymous()
                    .headObject(request -> request.bucket(connection.name()).key(key.value()));
            return true;
        } catch (SdkException e) {
            return false;
        }
    }

    /// @throws IOException saying what of `source` the new version has not
    void require(Source source, VersionId restored) throws IOException {
        var head = reader.head(source.head().key(), restored);
        var now = new Source(
                head,
                reader.tags(head),
                new Access.Reader(connection).of(source.head().key(), restored),
                false);
        if (!sameBytes(source.head(), head)) {
            throw failed(source, restored, "its bytes differ. Restore it once more");
        }
        var differences = differences(source, now);
        if (!differences.isEmpty()) {
            throw failed(
                    source,
                    restored,
                    "these differ: " + String.join("; ", differences)
                            + ". Set them again by hand, or restore it once more");
        }
        if (source.wasPublic()) {
            requirePublic(source, head);
        }
    }

    private static IOException failed(Source source, VersionId restored, String what) {
        return new IOException("version '" + source.head().version() + "' of '"
                + source.head().key() + "' is on top again as version '" + restored + "', but " + what);
    }

    private boolean sameBytes(Head source, Head restored) throws IOException {
        if (source.size() != restored.size()) {
            return false;
        }
        var known = CHECKSUMS.stream()
                .filter(checksum -> checksum.isWhole(source) && checksum.isWhole(restored))
                .map(Checksum::value)
                .findFirst();
        if (known.isPresent()) {
            return Objects.equals(
                    known.get().apply(source.response()), known.get().apply(restored.response()));
        }
        if (source.sha256().isPresent() && source.sha256().equals(restored.serversSha256())) {
            return true;
        }
        if (source.etag().equals(restored.etag()) && source.etag().length() > 2) {
            return true;
        }
        return digest(source).equals(digest(restored));
    }

    private Sha256 digest(Head head) throws IOException {
        try (var in = reader.read(head.key(), head.version(), 0, Long.MAX_VALUE)) {
            return Sha256.of(in);
        }
    }

    private static List<String> differences(Source source, Source now) {
        var was = source.head().response();
        var is = now.head().response();
        var differences = new ArrayList<String>();
        differ("content type", was.contentType(), is.contentType(), differences);
        differ("cache control", was.cacheControl(), is.cacheControl(), differences);
        differ("content encoding", was.contentEncoding(), is.contentEncoding(), differences);
        differ("content disposition", was.contentDisposition(), is.contentDisposition(), differences);
        differ("content language", was.contentLanguage(), is.contentLanguage(), differences);
        differ("expires", was.expiresString(), is.expiresString(), differences);
        differ("website redirect", was.websiteRedirectLocation(), is.websiteRedirectLocation(), differences);
        var storage = Archive.readableClass(was.storageClassAsString());
        differ("storage class", storage, is.storageClassAsString(), differences);
        differ("encryption", was.serverSideEncryptionAsString(), is.serverSideEncryptionAsString(), differences);
        differ("encryption key", was.ssekmsKeyId(), is.ssekmsKeyId(), differences);
        differ("metadata", was.metadata(), is.metadata(), differences);
        differ("tags", source.tags(), now.tags(), differences);
        differ("access list", source.access().grants(), now.access().grants(), differences);
        return differences;
    }

    private static void differ(String what, @Nullable Object was, @Nullable Object is, List<String> differences) {
        if (!Objects.equals(was, is)) {
            differences.add(what + " was " + text(was) + " and is " + text(is));
        }
    }

    private static String text(@Nullable Object value) {
        return Optional.ofNullable(value).map(each -> "'" + each + "'").orElse("none");
    }

    /// Asks as nobody for one byte, as anybody would.
    private void requirePublic(Source source, Head restored) throws IOException {
        var key = source.head().key();
        try (var in = connection.anonymous().getObject(request -> {
            request.bucket(connection.name()).key(key.value());
            if (restored.size() > 0) {
                request.range("bytes=0-0");
            }
        })) {
            in.readAllBytes();
            var etag = Optional.ofNullable(in.response().eTag()).orElse("");
            if (!Multipart.unquoted(etag).equals(Multipart.unquoted(restored.etag()))) {
                throw failed(source, restored.version(), "an anonymous GET still answers other bytes");
            }
        } catch (SdkException e) {
            throw new IOException(
                    failed(
                                    source,
                                    restored.version(),
                                    (source.access().isPublic()
                                                    ? "an anonymous GET is refused, though its access list lets anybody read it"
                                                    : "an anonymous GET, which worked before, is refused")
                                            + ". Look at the bucket's policy and its"
                                            + " public access block")
                            .getMessage(),
                    e);
        }
    }
}
