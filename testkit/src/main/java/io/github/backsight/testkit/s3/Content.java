package io.github.backsight.testkit.s3;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a version says of itself besides its bytes.
///
/// @param headers by lower-case name, those that a copy takes along
/// @param metadata by lower-case name, without `x-amz-meta-`
/// @param redirect never taken along by a copy, as are all that follow
/// @param tier where inside `INTELLIGENT_TIERING` it has sunk to; empty where it can be read at once
record Content(
        Map<String, String> headers,
        Map<String, String> metadata,
        Optional<String> redirect,
        String storageClass,
        Optional<String> tier,
        Optional<String> encryption,
        Optional<String> kmsKey) {
    private static final String METADATA = "x-amz-meta-";
    private static final String ALGORITHM = "x-amz-server-side-encryption";
    private static final String KEY = "x-amz-server-side-encryption-aws-kms-key-id";
    private static final List<String> KEPT = List.of(
            "content-type", "cache-control", "content-encoding", "content-disposition", "content-language", "expires");

    Content {
        headers = Map.copyOf(headers);
        metadata = Map.copyOf(metadata);
    }

    /// @param settings what the bucket encrypts by where the request says nothing
    static Content of(Request request, FaithfulBucket settings) {
        var headers = new TreeMap<String, String>();
        KEPT.forEach(name -> request.header(name).ifPresent(value -> headers.put(name, value)));
        headers.putIfAbsent("content-type", "binary/octet-stream");
        var metadata = new TreeMap<String, String>();
        request.headers().forEach((name, value) -> {
            if (name.startsWith(METADATA)) {
                metadata.put(name.substring(METADATA.length()), value);
            }
        });
        return new Content(
                        headers, metadata, Optional.empty(), "", Optional.empty(), Optional.empty(), Optional.empty())
                .placed(request, settings);
    }

    /// {@return the same with what no copy takes along: as the request or the bucket says}
    Content placed(Request request, FaithfulBucket bucket) {
        var key = request.header(KEY)
                .or(() -> request.header(ALGORITHM).isPresent() ? Optional.empty() : bucket.kmsKey());
        var encryption =
                request.header(ALGORITHM).or(() -> key.map(unused -> "aws:kms")).or(() -> Optional.of("AES256"));
        return new Content(
                headers,
                metadata,
                request.header("x-amz-website-redirect-location"),
                request.header("x-amz-storage-class").orElse("STANDARD"),
                Optional.empty(),
                encryption,
                encryption.equals(Optional.of("aws:kms"))
                        ? key.or(() -> Optional.of(FaithfulBucket.DEFAULT_KEY))
                        : Optional.empty());
    }

    Content inClass(String other) {
        return new Content(headers, metadata, redirect, other, Optional.empty(), encryption, kmsKey);
    }

    Content inTier(Optional<String> other) {
        return new Content(headers, metadata, redirect, storageClass, other, encryption, kmsKey);
    }

    boolean isArchived() {
        return storageClass.equals("GLACIER") || storageClass.equals("DEEP_ARCHIVE") || tier.isPresent();
    }

    Reply on(Reply reply) {
        headers.forEach(reply::header);
        metadata.forEach((name, value) -> reply.header(METADATA + name, value));
        if (!storageClass.equals("STANDARD")) {
            reply.header("x-amz-storage-class", storageClass);
        }
        reply.header("x-amz-archive-status", tier);
        return encrypted(reply.header("x-amz-website-redirect-location", redirect));
    }

    Reply encrypted(Reply reply) {
        return reply.header(ALGORITHM, encryption).header(KEY, kmsKey);
    }
}
