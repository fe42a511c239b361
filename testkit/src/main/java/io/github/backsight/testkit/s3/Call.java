package io.github.backsight.testkit.s3;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// One request to one bucket, and who has sent it.
///
/// @param user empty for anybody
/// @param ids a fresh version id at each call
/// @param asked hears of each permission that is asked for
record Call(
        Request request,
        FaithfulBucket bucket,
        Optional<User> user,
        Instant now,
        Supplier<String> ids,
        Consumer<Permission> asked) {

    /// @throws Refusal if whoever asks may not do that to the object
    void require(String action) {
        require(action, request.objectResource());
    }

    void requireOnBucket(String action) {
        require(action, request.bucketResource());
    }

    void require(String action, String resource) {
        if (!may(action, resource)) {
            throw denied(action, resource);
        }
    }

    boolean may(String action, String resource) {
        var permission = new Permission(action, resource);
        asked.accept(permission);
        return user.isPresent() ? user.get().may().test(permission) : bucket.allowsEverybody(permission);
    }

    /// As Amazon's servers have put it since 2025 for users of the bucket's own account.
    private Refusal denied(String action, String resource) {
        return new Refusal(
                403,
                "AccessDenied",
                user.map(who -> "User: arn:aws:iam::123456789012:user/" + who.accessKey()
                                + " is not authorized to perform: " + action + " on resource: \"" + resource
                                + "\" because no identity-based policy allows the " + action + " action")
                        .orElse("Access Denied"));
    }

    /// @throws Refusal if whoever asks may not read `version`, of the key at `resource`
    void requireReading(StoredVersion version, String action, String resource) {
        boolean everybody = version.grants().isPublic() && !bucket.publicIgnored() && !bucket.ownerEnforced();
        if (!everybody || user.isPresent()) {
            require(action, resource);
        }
    }

    /// @throws Refusal if the key that these bytes are encrypted by cannot be used, or not by whoever asks
    void requireKey(String action, Content content) {
        bucket.requireKey(content);
        content.kmsKey().ifPresent(key -> require(action, key));
    }

    /// {@return the id of what is written now}
    String nextId() {
        return bucket.versioning() == FaithfulBucket.Versioning.ENABLED ? ids.get() : "null";
    }

    boolean keepsVersions() {
        return bucket.versioning() != FaithfulBucket.Versioning.NEVER_ON;
    }

    /// @throws Refusal as conditional writes are refused
    ///
    /// Source: Amazon S3 User Guide, "How to prevent object overwrites with conditional writes".
    void requireConditions() {
        if (bucket.ignoresConditions()) {
            return;
        }
        var there = bucket.newest(request.key()).filter(version -> !version.isMarker());
        if (request.header("if-none-match").isPresent() && there.isPresent()) {
            throw Refusal.precondition("If-None-Match");
        }
        if (request.header("if-none-match").isPresent()
                || request.header("if-match").isPresent()) {
            bucket.mishaps().requireNoConflict();
        }
        var match = request.header("if-match");
        if (match.isPresent()) {
            require("s3:GetObject");
            var version = there.orElseThrow(() -> Refusal.noSuchKey(request.key()));
            if (!match.get().replace("\"", "").equals(version.etag())) {
                throw Refusal.precondition("If-Match");
            }
        }
    }

    /// {@return the access list that a write asks for}
    Grants grants() {
        if (!Grants.sent(request)) {
            return Grants.PRIVATE;
        }
        requireLists(Grants.of(request));
        require("s3:PutObjectAcl");
        return Grants.of(request);
    }

    /// Source: Amazon S3 User Guide, "Controlling ownership of objects", and "Blocking public access".
    void requireLists(Grants wanted) {
        boolean ownersOnly = request.header("x-amz-acl")
                .filter("bucket-owner-full-control"::equals)
                .isPresent();
        if (bucket.ownerEnforced() && !ownersOnly) {
            throw Refusal.invalid("AccessControlListNotSupported", "The bucket does not allow ACLs");
        }
        if (bucket.publicBlocked() && wanted.isPublic()) {
            throw new Refusal(
                    403,
                    "AccessDenied",
                    "User: arn:aws:iam::123456789012:user/"
                            + user.map(User::accessKey).orElse("")
                            + " is not authorized to perform: s3:PutObject on resource: \"" + request.objectResource()
                            + "\" because public access control lists (ACLs) are prevented by the BlockPublicAcls setting in S3 Block Public"
                            + " Access.");
        }
    }
}
