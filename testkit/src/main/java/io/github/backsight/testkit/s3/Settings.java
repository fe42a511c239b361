package io.github.backsight.testkit.s3;

import io.github.backsight.testkit.s3.FaithfulBucket.Versioning;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// What the owner of a bucket sets, each a subresource of it.
///
/// Source: Amazon S3 API Reference, "GetBucketVersioning", "GetBucketLifecycleConfiguration" and their fellows.
enum Settings {
    LIFECYCLE(
            "lifecycle",
            "LifecycleConfiguration",
            "NoSuchLifecycleConfiguration",
            "The lifecycle configuration does not exist"),
    OBJECT_LOCK(
            "object-lock",
            "BucketObjectLockConfiguration",
            "ObjectLockConfigurationNotFoundError",
            "Object Lock configuration does not exist for this bucket"),
    ENCRYPTION("encryption", "EncryptionConfiguration", "", ""),
    PUBLIC_ACCESS_BLOCK(
            "publicAccessBlock",
            "BucketPublicAccessBlock",
            "NoSuchPublicAccessBlockConfiguration",
            "The public access block configuration was not found"),
    OWNERSHIP(
            "ownershipControls",
            "BucketOwnershipControls",
            "OwnershipControlsNotFoundError",
            "The bucket ownership controls were not found"),
    POLICY_STATUS("policyStatus", "BucketPolicyStatus", "NoSuchBucketPolicy", "The bucket policy does not exist"),
    CORS("cors", "BucketCORS", "NoSuchCORSConfiguration", "The CORS configuration does not exist"),
    REPLICATION(
            "replication",
            "ReplicationConfiguration",
            "ReplicationConfigurationNotFoundError",
            "The replication configuration was not found");

    private static final String BY_S3_KEYS =
            "<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256"
                    + "</SSEAlgorithm></ApplyServerSideEncryptionByDefault></Rule></ServerSideEncryptionConfiguration>";

    private final String subresource;
    private final String action;
    private final String missing;
    private final String message;

    Settings(String subresource, String action, String missing, String message) {
        this.subresource = subresource;
        this.action = action;
        this.missing = missing;
        this.message = message;
    }

    static Optional<Settings> of(Request request) {
        for (var each : values()) {
            if (request.asks(each.subresource)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    Reply answer(Call call) {
        var documents = call.bucket().documents();
        return switch (call.request().method()) {
            case "GET" -> {
                call.requireOnBucket("s3:Get" + action);
                var document = Optional.ofNullable(documents.get(subresource))
                        .or(() -> this == ENCRYPTION ? Optional.of(BY_S3_KEYS) : Optional.empty())
                        .orElseThrow(() -> new Refusal(404, missing, message));
                var bytes = document.getBytes(StandardCharsets.UTF_8);
                yield new Reply(200).header("Content-Type", "application/xml").bytes(bytes, 0, bytes.length);
            }
            case "PUT" -> {
                call.requireOnBucket("s3:Put" + action);
                documents.put(subresource, new String(call.request().body(), StandardCharsets.UTF_8));
                yield new Reply(200);
            }
            case "DELETE" -> {
                call.requireOnBucket("s3:Put" + action);
                documents.remove(subresource);
                yield new Reply(204);
            }
            default -> throw Refusal.notImplemented(call.request().method() + " ?" + subresource);
        };
    }

    static Reply versioning(Call call) {
        var bucket = call.bucket();
        if (call.request().method().equals("PUT")) {
            call.requireOnBucket("s3:PutBucketVersioning");
            var status = Xml.text(Xml.parse(call.request().body()), "Status").orElse("");
            bucket.version(status.equals("Enabled") ? Versioning.ENABLED : Versioning.SUSPENDED);
            return new Reply(200);
        }
        call.requireOnBucket("s3:GetBucketVersioning");
        var xml = new Xml("VersioningConfiguration");
        switch (bucket.versioning()) {
            case ENABLED -> xml.element("Status", "Enabled");
            case SUSPENDED -> xml.element("Status", "Suspended");
            case NEVER_ON -> {}
        }
        if (bucket.mfaDelete()) {
            xml.element("MfaDelete", "Enabled");
        }
        return new Reply(200).xml(xml);
    }
}
