package io.github.backsight.s3;

import static io.github.backsight.s3.Action.*;

import io.github.backsight.doctor.Diagnosis;
import io.github.backsight.s3.Role.Need;
import io.github.backsight.s3.Role.Place;
import io.github.backsight.store.Entry;
import io.github.backsight.store.Expectation;
import io.github.backsight.store.Key;
import io.github.backsight.store.VersionId;
import io.github.backsight.store.Write;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;

/// Tries each permission, and touches nothing of the user's: what is written goes to one scratch key.
///
/// @param scratch a fresh key below the prefix
/// @param restores what a rollback restores inputs by
/// @param input the newest version of some input; empty when there is none
record Trials(Connection connection, String scratch, Restores restores, Optional<Entry.Version> input) {
    private static final Set<Need> READING =
            needs(Place.INPUTS, READ_OBJECT, READ_VERSION, READ_VERSION_ACL, READ_VERSION_TAGS);
    private static final Set<Need> WRITING = needs(
            Place.PUBLISHED,
            WRITE,
            READ_OBJECT,
            READ_VERSION,
            READ_VERSION_ACL,
            READ_VERSION_TAGS,
            WRITE_ACL,
            WRITE_TAGS,
            WRITE_VERSION_TAGS,
            ABORT_UPLOAD,
            DELETE);
    private static final Set<Need> LISTING = needs(Place.BUCKET, LIST_BUCKET, LIST_VERSIONS);

    /// {@return all that is tried here}
    static Set<Need> tried() {
        var all = new LinkedHashSet<>(LISTING);
        all.addAll(READING);
        all.addAll(WRITING);
        return all;
    }

    private static final Map<Place, String> UNTRIED = Map.of(
            Place.INPUTS,
                    "a write to the key of an input would be a new version of it; the same is tried below the prefix",
            Place.STATE_BUCKET, "asked when compare-and-swap is proven or a lease is taken",
            Place.STATE_OBJECTS, "used when compare-and-swap is proven",
            Place.KMS_KEY, "used by the server itself when an encrypted version is read, or written",
            Place.DISTRIBUTION, "an invalidation costs money and empties caches");

    /// {@return why `need` is not tried by itself; empty where it is, or should be}
    static Optional<String> untried(Need need) {
        return tried().contains(need) ? Optional.empty() : Optional.ofNullable(UNTRIED.get(need.place()));
    }

    private static Set<Need> needs(Place place, Action... actions) {
        var needs = new LinkedHashSet<Need>();
        for (var action : actions) {
            needs.add(new Need(action, place));
        }
        return needs;
    }

    List<Diagnosis> listing() {
        var found = new ArrayList<Diagnosis>();
        LISTING.forEach(need -> found.add(trial(need, "", () -> {
            if (need.action() == LIST_BUCKET) {
                connection
                        .reader()
                        .listObjectsV2(list -> list.bucket(connection.name()).maxKeys(1));
            } else {
                connection
                        .reader()
                        .listObjectVersions(
                                list -> list.bucket(connection.name()).maxKeys(1));
            }
        })));
        return found;
    }

    List<Diagnosis> reading() {
        if (input.isEmpty()) {
            return List.of(Diagnosis.unknown("reading inputs", "not tried: there is no version of any input", ""));
        }
        var version = input.get();
        return READING.stream()
                .map(need -> trial(
                        need,
                        version.key().value(),
                        () -> read(
                                need.action(),
                                version.key().value(),
                                version.id().value(),
                                version.size())))
                .toList();
    }

    private void read(Action action, String key, String version, long size) {
        var bucket = connection.name();
        switch (action) {
            case READ_OBJECT ->
                connection.reader().headObject(head -> head.bucket(bucket).key(key));
            case READ_VERSION ->
                connection.reader().getObjectAsBytes(get -> {
                    get.bucket(bucket).key(key).versionId(version);
                    if (size > 0) {
                        get.range("bytes=0-0");
                    }
                });
            case READ_VERSION_ACL ->
                connection
                        .reader()
                        .getObjectAcl(acl -> acl.bucket(bucket).key(key).versionId(version));
            case READ_VERSION_TAGS ->
                connection
                        .reader()
                        .getObjectTagging(tags -> tags.bucket(bucket).key(key).versionId(version));
            default -> throw new IllegalArgumentException("not a way to read: " + action);
        }
    }

    /// Writes a scratch object and does to it all that is done to published ones. What was made is removed where that
    /// is allowed; what is not stays below `.backsight/doctor/` and does no harm.
    List<Diagnosis> writing() {
        var found = new ArrayList<Diagnosis>();
        var made = new ArrayList<String>();
        try {
            for (var need : WRITING) {
                found.add(trial(need, scratch, () -> write(need.action(), made)));
                if (made.isEmpty()) {
                    found.add(Diagnosis.unknown(
                            "other permissions below the prefix", "not tried: no scratch object could be written", ""));
                    break;
                }
            }
            if (!made.isEmpty()) {
                found.add(restoring(made));
            }
        } finally {
            made.forEach(this::remove);
        }
        return found;
    }

    private void write(Action action, List<String> made) {
        var bucket = connection.name();
        var newest = made.isEmpty() ? "null" : made.getFirst();
        switch (action) {
            case WRITE -> {
                var put = connection
                        .writer()
                        .putObject(request -> request.bucket(bucket).key(scratch), RequestBody.fromString("doctor"));
                made.add(Optional.ofNullable(put.versionId()).orElse("null"));
            }
            case WRITE_ACL ->
                connection
                        .writer()
                        .putObjectAcl(request ->
                                request.bucket(bucket).key(scratch).acl(ObjectCannedACL.BUCKET_OWNER_FULL_CONTROL));
            case WRITE_TAGS ->
                connection
                        .writer()
                        .putObjectTagging(
                                request -> request.bucket(bucket).key(scratch).tagging(all -> all.tagSet(tag())));
            case WRITE_VERSION_TAGS ->
                connection
                        .writer()
                        .putObjectTagging(request -> request.bucket(bucket)
                                .key(scratch)
                                .versionId(newest)
                                .tagging(all -> all.tagSet(tag())));
            case ABORT_UPLOAD -> {
                var upload = connection
                        .writer()
                        .createMultipartUpload(request -> request.bucket(bucket).key(scratch))
                        .uploadId();
                connection
                        .writer()
                        .abortMultipartUpload(
                                request -> request.bucket(bucket).key(scratch).uploadId(upload));
            }
            case DELETE -> {
                var marker = connection
                        .writer()
                        .deleteObject(request -> request.bucket(bucket).key(scratch));
                Optional.ofNullable(marker.versionId()).ifPresent(made::add);
            }
            default -> read(action, scratch, newest, 1);
        }
    }

    /// A rollback copies an old version of an input onto its own key, and reads back what lies beside the bytes: so
    /// does
    /// this, with a scratch version that has been superseded.
    private Diagnosis restoring(List<String> made) {
        var subject = "restoring a version";
        var key = new Key(scratch);
        var old = new VersionId(made.getFirst());
        try {
            write(WRITE, made);
            if (made.getLast().equals(old.value())) {
                return Diagnosis.unknown(subject, "not tried: the bucket keeps no old versions", "");
            }
            return switch (restores.restore(key, old, new Expectation.Anything())) {
                case Write.Stored(var copy) -> {
                    made.add(copy.value());
                    yield Diagnosis.good(
                            subject,
                            "a scratch version was copied onto its own key, with its bytes, headers, tags and access"
                                    + " list");
                }
                case Write.Outrun unused -> Diagnosis.unknown(subject, "somebody else wrote to '" + key + "'", "");
                case Write.Unknown(var cause) -> Diagnosis.unknown(subject, String.valueOf(cause.getMessage()), "");
            };
        } catch (IOException e) {
            return Diagnosis.bad(subject, String.valueOf(e.getMessage()), "Mend that: a rollback restores inputs so");
        } catch (SdkException e) {
            var why = new Asking(connection).why(e, "'" + key + "'", WRITE, scratch);
            return Diagnosis.unknown(subject, "not tried: " + why, "");
        }
    }

    private static Tag tag() {
        return Tag.builder().key("backsight").value("doctor").build();
    }

    private void remove(String version) {
        try {
            connection
                    .writer()
                    .deleteObject(request ->
                            request.bucket(connection.name()).key(scratch).versionId(version));
        } catch (SdkException e) {
            // A role that may not remove versions leaves it: no role of ours may.
            return;
        }
    }

    private Diagnosis trial(Need need, String object, Runnable request) {
        var permission = need.action().permission();
        var resource = "arn:aws:s3:::" + connection.name() + (object.isEmpty() ? "" : "/" + object);
        var subject = "permission " + permission + (need.place() == Place.INPUTS ? " on inputs" : "");
        try {
            request.run();
            return Diagnosis.good(subject, "tried on " + resource);
        } catch (S3Exception e) {
            if (Asking.denied(e)) {
                return denied(need, subject, resource);
            }
            boolean noLists = Faults.code(e).equals("AccessControlListNotSupported");
            boolean missing = e.statusCode() == 501 || e.statusCode() == 405;
            return noLists
                    ? Diagnosis.good(subject, "not needed: the bucket takes no access lists")
                    : missing
                            ? Diagnosis.unknown(subject, "the server does not implement this", "")
                            : Diagnosis.bad(
                                    subject, new Asking(connection).why(e, resource, need.action(), object), "");
        } catch (SdkException e) {
            return Diagnosis.unknown(subject, new Asking(connection).why(e, resource, need.action(), object), "");
        }
    }

    private static Diagnosis denied(Need need, String subject, String resource) {
        var found = "permission denied on " + resource;
        var action = "Allow " + need.action().permission() + " there, as in docs/iam/rollback.json";
        return Role.ROLLBACK.needs().contains(need)
                ? Diagnosis.bad(subject, found, action)
                : Diagnosis.warning(subject, found, action);
    }
}
