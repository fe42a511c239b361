package io.github.backsight.s3;

import static io.github.backsight.s3.Action.*;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Who runs which commands, and what that takes: the one table that policies are written from and `doctor` tries.
///
/// No role may remove a version for ever, or change what the bucket's owner has set.
enum Role {
    READER("status, versions, get, releases, runway, verify, export"),
    PUBLISHER("put, build, publish, and what a reader runs"),
    ROLLBACK("rollback, pin, drill, runbook, and what a reader runs"),
    OPERATOR("all commands, and doctor");

    /// Where an action is needed.
    enum Place {
        BUCKET("arn:aws:s3:::BUCKET"),
        INPUTS("arn:aws:s3:::BUCKET/INPUT_KEY"),
        PUBLISHED("arn:aws:s3:::BUCKET/PREFIX/*"),
        STATE_BUCKET("arn:aws:s3:::STATE_BUCKET"),
        STATE_OBJECTS("arn:aws:s3:::STATE_BUCKET/backsight/*"),
        KMS_KEY("arn:aws:kms:REGION:ACCOUNT:key/KMS_KEY_ID"),
        DISTRIBUTION("arn:aws:cloudfront::ACCOUNT:distribution/DISTRIBUTION_ID");

        private final String resource;

        Place(String resource) {
            this.resource = resource;
        }

        /// {@return as policies name it, with words in capitals for what is the user's own}
        String resource() {
            return resource;
        }
    }

    /// One action on one kind of thing.
    record Need(Action action, Place place) {}

    private final String commands;

    Role(String commands) {
        this.commands = commands;
    }

    String commands() {
        return commands;
    }

    /// {@return what the role needs, in the order of places}
    Set<Need> needs() {
        return switch (this) {
            case READER -> reading();
            case PUBLISHER -> publishing();
            case ROLLBACK -> rollingBack();
            case OPERATOR -> operating();
        };
    }

    private static Set<Need> reading() {
        return join(
                at(Place.BUCKET, LIST_BUCKET, LIST_VERSIONS, READ_LIFECYCLE),
                at(Place.INPUTS, READ_OBJECT, READ_VERSION, READ_VERSION_TAGS),
                at(Place.PUBLISHED, READ_OBJECT, READ_VERSION, READ_VERSION_TAGS),
                at(Place.KMS_KEY, DECRYPT));
    }

    private static Set<Need> changing() {
        return join(
                at(Place.BUCKET, READ_VERSIONING),
                at(Place.INPUTS, WRITE, WRITE_ACL, WRITE_TAGS, WRITE_VERSION_TAGS, ABORT_UPLOAD, READ_VERSION_ACL),
                at(Place.PUBLISHED, WRITE, WRITE_ACL, WRITE_TAGS, WRITE_VERSION_TAGS, ABORT_UPLOAD, READ_VERSION_ACL),
                at(Place.PUBLISHED, DELETE),
                at(Place.KMS_KEY, MAKE_DATA_KEY),
                at(Place.STATE_BUCKET, LIST_BUCKET, READ_VERSIONING),
                at(Place.STATE_OBJECTS, READ_OBJECT, WRITE),
                at(Place.DISTRIBUTION, INVALIDATE, READ_INVALIDATION));
    }

    private static Set<Need> publishing() {
        return join(List.copyOf(reading()), List.copyOf(changing()));
    }

    /// A rollback changes what a publish changes, and inputs besides; `put` changes those, too.
    private static Set<Need> rollingBack() {
        return publishing();
    }

    private static Set<Need> operating() {
        return join(
                List.copyOf(publishing()),
                at(
                        Place.BUCKET,
                        READ_OBJECT_LOCK,
                        READ_ENCRYPTION,
                        READ_PUBLIC_ACCESS_BLOCK,
                        READ_OWNERSHIP,
                        READ_POLICY_STATUS,
                        READ_REPLICATION),
                at(Place.DISTRIBUTION, READ_DISTRIBUTION));
    }

    private static List<Need> at(Place place, Action... actions) {
        return Arrays.stream(actions).map(action -> new Need(action, place)).toList();
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // The parts are only read.
    private static Set<Need> join(List<Need>... parts) {
        var all = new LinkedHashSet<Need>();
        for (var part : parts) {
            all.addAll(part);
        }
        return all;
    }
}
