package io.github.backsight.s3;

/// What a request asks a bucket for, by the name that permissions have for it.
///
/// Source: Service Authorization Reference, "Actions, resources, and condition keys for Amazon S3".
enum Action {
    LIST_BUCKET("s3:ListBucket", Scope.BUCKET),
    LIST_VERSIONS("s3:ListBucketVersions", Scope.BUCKET),
    READ_VERSIONING("s3:GetBucketVersioning", Scope.BUCKET),
    READ_LIFECYCLE("s3:GetLifecycleConfiguration", Scope.BUCKET),
    READ_OBJECT_LOCK("s3:GetBucketObjectLockConfiguration", Scope.BUCKET),
    READ_ENCRYPTION("s3:GetEncryptionConfiguration", Scope.BUCKET),
    READ_PUBLIC_ACCESS_BLOCK("s3:GetBucketPublicAccessBlock", Scope.BUCKET),
    READ_OWNERSHIP("s3:GetBucketOwnershipControls", Scope.BUCKET),
    READ_POLICY_STATUS("s3:GetBucketPolicyStatus", Scope.BUCKET),
    READ_REPLICATION("s3:GetReplicationConfiguration", Scope.BUCKET),
    READ_OBJECT("s3:GetObject", Scope.OBJECT),
    READ_VERSION("s3:GetObjectVersion", Scope.OBJECT),
    READ_VERSION_ACL("s3:GetObjectVersionAcl", Scope.OBJECT),
    READ_VERSION_TAGS("s3:GetObjectVersionTagging", Scope.OBJECT),
    WRITE("s3:PutObject", Scope.OBJECT),
    WRITE_ACL("s3:PutObjectAcl", Scope.OBJECT),
    WRITE_TAGS("s3:PutObjectTagging", Scope.OBJECT),
    WRITE_VERSION_TAGS("s3:PutObjectVersionTagging", Scope.OBJECT),
    DELETE("s3:DeleteObject", Scope.OBJECT),
    ABORT_UPLOAD("s3:AbortMultipartUpload", Scope.OBJECT),
    DECRYPT("kms:Decrypt", Scope.KMS_KEY),
    MAKE_DATA_KEY("kms:GenerateDataKey", Scope.KMS_KEY),
    READ_DISTRIBUTION("cloudfront:GetDistribution", Scope.DISTRIBUTION),
    INVALIDATE("cloudfront:CreateInvalidation", Scope.DISTRIBUTION),
    READ_INVALIDATION("cloudfront:GetInvalidation", Scope.DISTRIBUTION);

    /// What a permission is given on.
    enum Scope {
        BUCKET,
        OBJECT,
        KMS_KEY,
        DISTRIBUTION
    }

    private final String permission;
    private final Scope scope;

    Action(String permission, Scope scope) {
        this.permission = permission;
        this.scope = scope;
    }

    /// {@return as policies spell it}
    String permission() {
        return permission;
    }

    Scope scope() {
        return scope;
    }
}
