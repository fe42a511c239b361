package io.github.backsight.s3;

import io.github.backsight.config.PublishSettings.Access;
import io.github.backsight.doctor.Diagnosis;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.MFADeleteStatus;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionByDefault;

/// What the owner of a bucket has set, as far as it bears on a rollback. Each method asks once.
///
/// @param access `publish.access`
record BucketSettings(Connection connection, Optional<Access> access) {

    List<Diagnosis> versioning() {
        var subject = "versioning";
        return asking().of(subject, Action.READ_VERSIONING, List::of, () -> {
            var answer = connection.reader().getBucketVersioning(request -> request.bucket(connection.name()));
            var mfa = answer.mfaDelete() == MFADeleteStatus.ENABLED
                    ? "; MFA delete is on: versions cannot be removed without a code, a rollback removes none"
                    : "";
            if (answer.status() == BucketVersioningStatus.ENABLED) {
                return List.of(Diagnosis.good(subject, "on" + mfa));
            }
            boolean suspended = answer.status() == BucketVersioningStatus.SUSPENDED;
            return List.of(Diagnosis.bad(
                    subject,
                    suspended
                            ? "suspended: a write destroys the version 'null'"
                            : "off: nothing can be taken back. Once on, Amazon asks to wait 15 minutes before the first write",
                    "aws s3api put-bucket-versioning --bucket " + connection.name()
                            + " --versioning-configuration Status=Enabled"));
        });
    }

    List<Diagnosis> objectLock() {
        var subject = "object lock";
        return asking().of(subject, Action.READ_OBJECT_LOCK, () -> none(subject), () -> {
            var lock = connection
                    .reader()
                    .getObjectLockConfiguration(request -> request.bucket(connection.name()))
                    .objectLockConfiguration();
            var retention = Optional.ofNullable(lock)
                    .flatMap(each -> Optional.ofNullable(each.rule()))
                    .flatMap(each -> Optional.ofNullable(each.defaultRetention()))
                    .map(each -> each.modeAsString() + ", "
                            + (each.days() != null ? each.days() + " days" : each.years() + " years"))
                    .orElse("no default retention");
            return List.of(Diagnosis.good(
                    subject, "on, " + retention + "; a rollback writes on top, which a lock does not forbid"));
        });
    }

    List<Diagnosis> encryption() {
        var subject = "encryption";
        return asking().of(subject, Action.READ_ENCRYPTION, () -> none(subject), () -> {
            var rules = connection
                    .reader()
                    .getBucketEncryption(request -> request.bucket(connection.name()))
                    .serverSideEncryptionConfiguration()
                    .rules();
            var found = rules.stream()
                    .flatMap(rule -> Stream.ofNullable(rule.applyServerSideEncryptionByDefault()))
                    .map(BucketSettings::encryption)
                    .findFirst()
                    .orElse("none by default");
            return List.of(Diagnosis.good(subject, found));
        });
    }

    private static String encryption(ServerSideEncryptionByDefault setting) {
        var key = Optional.ofNullable(setting.kmsMasterKeyID()).map(id -> " with key " + id);
        return setting.sseAlgorithmAsString() + key.orElse("");
    }

    List<Diagnosis> publicAccessBlock() {
        var subject = "public access block";
        return asking().of(subject, Action.READ_PUBLIC_ACCESS_BLOCK, () -> none(subject), () -> {
            var block = connection
                    .reader()
                    .getPublicAccessBlock(request -> request.bucket(connection.name()))
                    .publicAccessBlockConfiguration();
            boolean ignores = Boolean.TRUE.equals(block.ignorePublicAcls());
            boolean refuses = Boolean.TRUE.equals(block.blockPublicAcls());
            if (access.equals(Optional.of(Access.PUBLIC_READ)) && (ignores || refuses)) {
                return List.of(
                        Diagnosis.bad(
                                subject,
                                "public access lists are " + (refuses ? "refused" : "ignored")
                                        + ", but publish.access is public-read",
                                "Serve the map by a bucket policy or CloudFront and leave out publish.access, or lift the block"));
            }
            return List.of(Diagnosis.good(
                    subject,
                    ignores || refuses
                            ? "public access lists do not count; none are asked for"
                            : "lists may be public"));
        });
    }

    List<Diagnosis> ownership() {
        var subject = "object ownership";
        return asking().of(subject, Action.READ_OWNERSHIP, () -> none(subject), () -> {
            boolean enforced = connection
                    .reader()
                    .getBucketOwnershipControls(request -> request.bucket(connection.name()))
                    .ownershipControls()
                    .rules()
                    .stream()
                    .anyMatch(rule -> rule.objectOwnership() == ObjectOwnership.BUCKET_OWNER_ENFORCED);
            if (enforced && access.isPresent()) {
                return List.of(Diagnosis.bad(
                        subject,
                        "BucketOwnerEnforced: the bucket takes no access lists, but publish.access asks for one",
                        "Leave out publish.access in backsight.yaml"));
            }
            return List.of(Diagnosis.good(
                    subject, enforced ? "BucketOwnerEnforced: no access lists are sent" : "objects have access lists"));
        });
    }

    List<Diagnosis> policyStatus() {
        var subject = "bucket policy";
        return asking().of(subject, Action.READ_POLICY_STATUS, () -> none(subject), () -> {
            var status = connection
                    .reader()
                    .getBucketPolicyStatus(request -> request.bucket(connection.name()))
                    .policyStatus();
            return List.of(Diagnosis.good(
                    subject, Boolean.TRUE.equals(status.isPublic()) ? "makes the bucket public" : "not public"));
        });
    }

    List<Diagnosis> replication() {
        var subject = "replication";
        return asking().of(subject, Action.READ_REPLICATION, () -> none(subject), () -> {
            int rules = connection
                    .reader()
                    .getBucketReplication(request -> request.bucket(connection.name()))
                    .replicationConfiguration()
                    .rules()
                    .size();
            if (rules == 0) {
                return none(subject);
            }
            return List.of(Diagnosis.warning(
                    subject,
                    rules + " rules: other buckets follow later, and may not follow delete markers",
                    "After a rollback look at the other buckets, too"));
        });
    }

    private static List<Diagnosis> none(String subject) {
        return List.of(Diagnosis.good(subject, "none"));
    }

    private Asking asking() {
        return new Asking(connection);
    }
}
