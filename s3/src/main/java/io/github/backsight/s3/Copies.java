package io.github.backsight.s3;

import io.github.backsight.store.Copy;
import io.github.backsight.store.Key;
import io.github.backsight.store.VersionId;
import io.github.backsight.store.Write;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.TaggingDirective;

/// Copies versions to other keys inside the server, hundreds of requests at once, each beside new attributes. No bytes
/// come through this machine. Safe for use by many threads.
final class Copies {
    /// Stands for the id that some servers do not tell: to look for it takes two requests more, and nobody asks for it.
    private static final VersionId UNTOLD = new VersionId("untold");

    private final Connection connection;
    private final S3Options options;
    private final VersionReader reader;
    private final Versioning versioning;
    private final Puts puts;
    private final Attempts attempts;
    private final Supplier<String> nonces;
    private final Multipart multipart;
    private final PartCopies parts;

    Copies(
            Connection connection,
            S3Options options,
            VersionReader reader,
            Versioning versioning,
            Puts puts,
            Attempts attempts,
            Supplier<String> nonces) {
        this.connection = connection;
        this.options = options;
        this.reader = reader;
        this.versioning = versioning;
        this.puts = puts;
        this.attempts = attempts;
        this.nonces = nonces;
        this.multipart = new Multipart(connection, options.requests());
        this.parts = new PartCopies(connection, options, multipart);
    }

    /// What one copy sends.
    ///
    /// @param nonce by which it is recognised
    private record Content(Copy copy, Head source, Access access, String nonce) {
        Key to() {
            return copy.to();
        }

        Map<String, String> metadata() {
            var metadata = new HashMap<String, String>();
            copy.attributes().metadata().forEach((name, value) -> metadata.put(name, HeaderText.encoded(value)));
            source.sha256().ifPresent(digest -> metadata.put(Head.SHA256, digest.hex()));
            metadata.put(Head.WRITE, nonce);
            return metadata;
        }
    }

    void copyAll(List<Copy> copies) throws IOException {
        if (copies.isEmpty()) {
            return;
        }
        try (var parallel = new Parallel(Math.min(options.requests(), copies.size()))) {
            parallel.map(copies, this::copy, "copying " + copies.size() + " objects");
        }
    }

    private Key copy(Copy copy) throws IOException {
        versioning.requireKept(copy.to());
        var source = reader.head(copy.from(), copy.version());
        var content = new Content(copy, source, puts.superseded(copy.to()), nonces.get());
        var asked = "copy version '" + copy.version() + "' of '" + copy.from() + "' to '" + copy.to() + "'";
        Archive.requireReach(connection, source, asked);
        var write = attempts.run(copy.to(), asked, Action.WRITE, new Attempts.Attempt() {
            @Override
            public VersionId send() throws IOException {
                return sendWithAccess(content);
            }

            @Override
            public Optional<VersionId> find() throws IOException {
                return new Recent(reader).find(copy.to(), source.size(), content.nonce());
            }
        });
        return switch (write) {
            case Write.Stored stored -> copy.to();
            case Write.Outrun outrun ->
                throw new IOException("cannot " + asked + ": the server checked a condition that was not set");
            case Write.Unknown(var cause) ->
                throw new IOException(
                        "'" + copy.to() + "' in " + connection.bucket().text()
                                + " may or may not have been written; do it again, which harms nothing",
                        cause);
        };
    }

    private VersionId sendWithAccess(Content content) throws IOException {
        try {
            return once(content);
        } catch (S3Exception e) {
            if (!puts.learnsOfNoAccess(e)) {
                throw e;
            }
            return once(content);
        }
    }

    private VersionId once(Content content) throws IOException {
        if (parts.wanted(content.source())) {
            var id = parts.copy(content.source(), content.to(), inParts(content), Guard.Condition.NONE);
            multipart.keepTags(content.to(), id, content.copy().attributes().tags());
            return id;
        }
        var answered = Optional.ofNullable(
                        connection.writer().copyObject(inOne(content)).versionId())
                .map(VersionId::new);
        var tags = content.copy().attributes().tags();
        if (tags.isEmpty()) {
            return answered.orElse(UNTOLD);
        }
        // Some servers take no notice of tags that come with a copy.
        var id = answered.isPresent() ? answered.get() : find(content);
        if (!reader.tags(reader.head(content.to(), id)).equals(tags)) {
            multipart.keepTags(content.to(), id, tags);
        }
        return id;
    }

    private VersionId find(Content content) throws IOException {
        return new Recent(reader)
                .find(content.to(), content.source().size(), content.nonce())
                .orElseThrow(() -> new IOException("'" + content.to() + "' was copied in "
                        + connection.bucket().text() + ", and is not in its list of versions"));
    }

    private CopyObjectRequest inOne(Content content) {
        var copy = content.copy();
        var attributes = copy.attributes();
        var request = CopyObjectRequest.builder()
                .sourceBucket(connection.name())
                .sourceKey(copy.from().value())
                .sourceVersionId(copy.version().value())
                .destinationBucket(connection.name())
                .destinationKey(copy.to().value())
                .metadataDirective(MetadataDirective.REPLACE)
                .taggingDirective(TaggingDirective.REPLACE)
                .contentType(attributes.contentType())
                .metadata(content.metadata());
        attributes.cacheControl().ifPresent(request::cacheControl);
        attributes.contentEncoding().ifPresent(request::contentEncoding);
        attributes.contentDisposition().ifPresent(request::contentDisposition);
        if (!attributes.tags().isEmpty()) {
            request.tagging(Puts.tagging(attributes.tags()));
        }
        canned(copy.to()).ifPresent(request::acl);
        if (puts.takesAccess()) {
            content.access()
                    .headers(
                            request::grantFullControl,
                            request::grantRead,
                            request::grantReadACP,
                            request::grantWriteACP);
        }
        return request.build();
    }

    private CreateMultipartUploadRequest inParts(Content content) {
        var attributes = content.copy().attributes();
        var request = CreateMultipartUploadRequest.builder()
                .bucket(connection.name())
                .key(content.to().value())
                .contentType(attributes.contentType())
                .metadata(content.metadata());
        attributes.cacheControl().ifPresent(request::cacheControl);
        attributes.contentEncoding().ifPresent(request::contentEncoding);
        attributes.contentDisposition().ifPresent(request::contentDisposition);
        if (!attributes.tags().isEmpty()) {
            request.tagging(Puts.tagging(attributes.tags()));
        }
        canned(content.to()).ifPresent(request::acl);
        if (puts.takesAccess()) {
            content.access()
                    .headers(
                            request::grantFullControl,
                            request::grantRead,
                            request::grantReadACP,
                            request::grantWriteACP);
        }
        return request.build();
    }

    private Optional<ObjectCannedACL> canned(Key key) {
        return puts.takesAccess() && puts.isPublished(key)
                ? options.access().map(access -> ObjectCannedACL.fromValue(access.text()))
                : Optional.empty();
    }
}
