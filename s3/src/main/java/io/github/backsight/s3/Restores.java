package io.github.backsight.s3;

import io.github.backsight.store.Entry;
import io.github.backsight.store.Expectation;
import io.github.backsight.store.Key;
import io.github.backsight.store.VersionId;
import io.github.backsight.store.Write;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.TaggingDirective;

/// Copies an old version on top of its own key, inside the server (law 8): one CopyObject, or UploadPartCopy where the
/// object is longer than S3 copies in one go. Safe for use by many threads.
///
/// What S3 copies by itself: metadata and headers, tags; in parts, nothing. What it never copies: the access list,
/// storage class, encryption, website redirect. All of it is said again here, and [Proof] reads it back.
///
/// Source: Amazon S3 API Reference, "CopyObject"; User Guide, "Copying, moving, and renaming objects".
final class Restores {
    private final Connection connection;
    private final VersionReader reader;
    private final Versioning versioning;
    private final Guard guard;
    private final Attempts attempts;
    private final Multipart multipart;
    private final PartCopies parts;

    Restores(
            Connection connection,
            S3Options options,
            VersionReader reader,
            Versioning versioning,
            Guard guard,
            Attempts attempts) {
        this.connection = connection;
        this.reader = reader;
        this.versioning = versioning;
        this.guard = guard;
        this.attempts = attempts;
        this.multipart = new Multipart(connection, options.requests());
        this.parts = new PartCopies(connection, options, multipart);
    }

    Write restore(Key key, VersionId version, Expectation expectation) throws IOException {
        var newest = reader.lists().newest(key);
        if (newest.orElse(null) instanceof Entry.Version entry && entry.id().equals(version)) {
            return new Write.Stored(version);
        }
        var proof = new Proof(connection, reader);
        var source = proof.source(key, version);
        Archive.requireReach(connection, source.head(), "copy version '" + version + "' of '" + key + "' on top of it");
        versioning.requireKept(key);
        var write = expectation instanceof Expectation.Anything
                ? copy(source, newest, Guard.Condition.NONE)
                : guard.write(key, expectation, Guard.Verb.COPY, condition -> copy(source, newest, condition));
        if (write instanceof Write.Stored(var id)) {
            proof.require(source, id);
        }
        return write;
    }

    private Write copy(Proof.Source source, Optional<Entry> before, Guard.Condition condition) throws IOException {
        var key = source.head().key();
        var asked = "copy version '" + source.head().version() + "' of '" + key + "' on top of it";
        return attempts.run(key, asked, Action.WRITE, new Attempts.Attempt() {
            @Override
            public VersionId send() throws IOException {
                return parts.wanted(source.head())
                        ? copyInParts(source, condition)
                        : copyInOne(source, before, condition);
            }

            @Override
            public Optional<VersionId> find() throws IOException {
                return copied(source, before);
            }
        });
    }

    private VersionId copyInOne(Proof.Source source, Optional<Entry> before, Guard.Condition condition)
            throws IOException {
        var request = CopyObjectRequest.builder()
                .sourceBucket(connection.name())
                .sourceKey(source.head().key().value())
                .sourceVersionId(source.head().version().value())
                .destinationBucket(connection.name())
                .destinationKey(source.head().key().value())
                .metadataDirective(MetadataDirective.COPY)
                .taggingDirective(TaggingDirective.COPY)
                .checksumAlgorithm(Proof.wholeChecksum(source.head()).orElse(ChecksumAlgorithm.SHA256));
        var had = source.head().response();
        request.storageClass(Archive.readableClass(had.storageClassAsString()))
                .serverSideEncryption(had.serverSideEncryption())
                .ssekmsKeyId(had.ssekmsKeyId())
                .bucketKeyEnabled(had.bucketKeyEnabled())
                .websiteRedirectLocation(had.websiteRedirectLocation());
        source.access()
                .headers(request::grantFullControl, request::grantRead, request::grantReadACP, request::grantWriteACP);
        condition.matches().ifPresent(request::ifMatch);
        if (condition.absent()) {
            request.ifNoneMatch("*");
        }
        return id(
                source, before, connection.writer().copyObject(request.build()).versionId());
    }

    /// Some servers do not say the id of what they have just written.
    private VersionId id(Proof.Source source, Optional<Entry> before, @Nullable String answered) throws IOException {
        if (answered != null) {
            return new VersionId(answered);
        }
        return copied(source, before)
                .orElseThrow(() -> new IOException("'" + source.head().key() + "' was copied on top in "
                        + connection.bucket().text() + ", and something else is newest: somebody has written at the"
                        + " same time. Look with: backsight versions"));
    }

    private VersionId copyInParts(Proof.Source source, Guard.Condition condition) throws IOException {
        var had = source.head().response();
        var key = source.head().key();
        var request = CreateMultipartUploadRequest.builder()
                .bucket(connection.name())
                .key(key.value())
                .contentType(had.contentType())
                .cacheControl(had.cacheControl())
                .contentEncoding(had.contentEncoding())
                .contentDisposition(had.contentDisposition())
                .contentLanguage(had.contentLanguage())
                .metadata(had.metadata())
                .storageClass(Archive.readableClass(had.storageClassAsString()))
                .serverSideEncryption(had.serverSideEncryption())
                .ssekmsKeyId(had.ssekmsKeyId())
                .bucketKeyEnabled(had.bucketKeyEnabled())
                .websiteRedirectLocation(had.websiteRedirectLocation());
        source.access()
                .headers(request::grantFullControl, request::grantRead, request::grantReadACP, request::grantWriteACP);
        source.head().expires().ifPresent(request::expires);
        if (!source.tags().isEmpty()) {
            request.tagging(Puts.tagging(source.tags()));
        }
        var id = parts.copy(source.head(), key, request.build(), condition);
        multipart.keepTags(key, id, source.tags());
        return id;
    }

    /// {@return the newest version, if it is another than before and has the source's bytes}
    private Optional<VersionId> copied(Proof.Source source, Optional<Entry> before) throws IOException {
        var newest = reader.lists().newest(source.head().key());
        if (newest.orElse(null) instanceof Entry.Version entry
                && !before.map(Entry::id).equals(Optional.of(entry.id()))
                && entry.size() == source.head().size()
                && source.looksLike(reader.head(entry.key(), entry.id()))) {
            return Optional.of(entry.id());
        }
        return Optional.empty();
    }
}
