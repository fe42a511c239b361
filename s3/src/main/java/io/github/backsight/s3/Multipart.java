package io.github.backsight.s3;

import io.github.backsight.store.Key;
import io.github.backsight.store.SpreadBody;
import io.github.backsight.store.VersionId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;

/// Writes one version in parts, several at once. What is not completed is aborted: parts cost money and show nowhere.
/// Safe for use by many threads.
///
/// @param requests how many parts may be under way at once, at most
record Multipart(Connection connection, int requests) {
    /// S3 takes no more.
    static final int MOST_PARTS = 10_000;

    private static final int MOST_AT_ONCE = 8;

    /// Sends one part.
    @FunctionalInterface
    interface Part {
        /// @param number from 1
        CompletedPart send(String upload, int number);
    }

    VersionId upload(Puts.Content content, PutObjectRequest.Builder like, Guard.Condition condition)
            throws IOException {
        var body = content.body();
        var one = like.build();
        var request = CreateMultipartUploadRequest.builder()
                .bucket(one.bucket())
                .key(one.key())
                .contentType(one.contentType())
                .cacheControl(one.cacheControl())
                .contentEncoding(one.contentEncoding())
                .contentDisposition(one.contentDisposition())
                .metadata(one.metadata())
                .acl(one.acl())
                .grantFullControl(one.grantFullControl())
                .grantRead(one.grantRead())
                .grantReadACP(one.grantReadACP())
                .grantWriteACP(one.grantWriteACP())
                .checksumAlgorithm(ChecksumAlgorithm.SHA256);
        if (!content.attributes().tags().isEmpty()) {
            request.tagging(Puts.tagging(content.attributes().tags()));
        }
        var id = body.body() instanceof SpreadBody spread
                ? writeSpread(content.key(), request.build(), spread, body.partBytes(), condition)
                : write(
                        content.key(),
                        request.build(),
                        body.parts().size(),
                        condition,
                        (upload, number) ->
                                sent(content.key(), upload, number, body.base64(number - 1), body.part(number - 1)));
        keepTags(content.key(), id, content.attributes().tags());
        return id;
    }

    /// Sends one part of an upload that may have been begun by another process.
    ///
    /// @param digest SHA-256 as base64
    CompletedPart sent(Key key, String upload, int number, String digest, RequestBody bytes) {
        var sent = connection
                .reader()
                .uploadPart(
                        part -> part.bucket(connection.name())
                                .key(key.value())
                                .uploadId(upload)
                                .partNumber(number)
                                .checksumSHA256(digest),
                        bytes);
        return CompletedPart.builder()
                .partNumber(number)
                .eTag(sent.eTag())
                .checksumSHA256(digest)
                .build();
    }

    private VersionId writeSpread(
            Key key, CreateMultipartUploadRequest begin, SpreadBody body, long partBytes, Guard.Condition condition)
            throws IOException {
        int parts = Math.toIntExact(Math.ceilDiv(body.size(), partBytes));
        return write(
                key,
                begin,
                parts,
                condition,
                (String upload) -> body.send(new SpreadBody.Parts(key, upload, partBytes, parts)).stream()
                        .map(receipt -> CompletedPart.builder()
                                .partNumber(receipt.number())
                                .eTag(receipt.tag())
                                .checksumSHA256(receipt.sha256())
                                .build())
                        .toList());
    }

    /// Some servers forget the tags that were given when the upload began.
    void keepTags(Key key, VersionId id, Map<String, String> tags) throws IOException {
        if (tags.isEmpty() || hasTags(key, id, tags)) {
            return;
        }
        var set = tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
        Requests.answer(
                connection,
                "tag '" + key + "'",
                Action.WRITE_VERSION_TAGS,
                key.value(),
                () -> connection
                        .reader()
                        .putObjectTagging(request -> request.bucket(connection.name())
                                .key(key.value())
                                .versionId(id.value())
                                .tagging(tagging -> tagging.tagSet(set))));
    }

    /// Asking first: tags that are set afterwards are lost when that fails, and take a permission of their own.
    private boolean hasTags(Key key, VersionId id, Map<String, String> tags) {
        try {
            return connection
                    .reader()
                    .getObjectTagging(request ->
                            request.bucket(connection.name()).key(key.value()).versionId(id.value()))
                    .tagSet()
                    .stream()
                    .collect(Collectors.toMap(Tag::key, Tag::value))
                    .equals(tags);
        } catch (SdkException e) {
            return false;
        }
    }

    /// Sends all parts.
    @FunctionalInterface
    private interface Sending {
        List<CompletedPart> send(String upload) throws IOException;
    }

    /// @throws SdkException as the SDK does; whether the version is there then must be looked up
    VersionId write(Key key, CreateMultipartUploadRequest begin, int parts, Guard.Condition condition, Part part)
            throws IOException {
        return write(key, begin, parts, condition, (String upload) -> send(key, upload, parts, part));
    }

    private VersionId write(
            Key key, CreateMultipartUploadRequest begin, int parts, Guard.Condition condition, Sending sending)
            throws IOException {
        if (parts > MOST_PARTS) {
            throw new IOException("'" + key + "' would take " + parts + " parts, and S3 takes " + MOST_PARTS);
        }
        var upload = connection.writer().createMultipartUpload(begin).uploadId();
        try {
            return complete(key, upload, sending.send(upload), condition);
        } catch (SdkException | IOException e) {
            abort(key, upload, e);
            throw e;
        }
    }

    private List<CompletedPart> send(Key key, String upload, int parts, Part part) throws IOException {
        try (var parallel = new Parallel(Math.min(MOST_AT_ONCE, Math.min(requests, parts)))) {
            var numbers = new ArrayList<Integer>();
            for (int number = 1; number <= parts; number++) {
                numbers.add(number);
            }
            return parallel.map(numbers, number -> part.send(upload, number), "writing '" + key + "' in parts");
        }
    }

    private VersionId complete(Key key, String upload, List<CompletedPart> parts, Guard.Condition condition)
            throws IOException {
        var completed = connection.writer().completeMultipartUpload(request -> {
            request.bucket(connection.name())
                    .key(key.value())
                    .uploadId(upload)
                    .multipartUpload(all -> all.parts(parts));
            condition.matches().ifPresent(request::ifMatch);
            if (condition.absent()) {
                request.ifNoneMatch("*");
            }
        });
        var id = completed.versionId();
        return id != null ? new VersionId(id) : newest(key, completed.eTag());
    }

    /// Some servers do not say the id of what they have just written.
    private VersionId newest(Key key, String etag) throws IOException {
        var head = Requests.answer(
                connection,
                "look at '" + key + "'",
                Action.READ_OBJECT,
                key.value(),
                () -> connection
                        .reader()
                        .headObject(request -> request.bucket(connection.name()).key(key.value())));
        if (!unquoted(head.eTag()).equals(unquoted(etag))) {
            throw new IOException("'" + key + "' was written, and somebody has written on top of it at once");
        }
        return new VersionId(head.versionId());
    }

    static String unquoted(String etag) {
        return etag.replace("\"", "");
    }

    private void abort(Key key, String upload, Exception cause) {
        try {
            connection
                    .reader()
                    .abortMultipartUpload(request ->
                            request.bucket(connection.name()).key(key.value()).uploadId(upload));
        } catch (S3Exception e) {
            // Already completed, aborted or gone: all of them are well.
            Optional.of(e).filter(answer -> answer.statusCode() != 404).ifPresent(cause::addSuppressed);
        } catch (SdkException e) {
            cause.addSuppressed(e);
        }
    }
}
