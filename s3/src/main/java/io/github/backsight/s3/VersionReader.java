package io.github.backsight.s3;

import io.github.backsight.store.Details;
import io.github.backsight.store.Entry;
import io.github.backsight.store.Key;
import io.github.backsight.store.MissingVersionException;
import io.github.backsight.store.Reading;
import io.github.backsight.store.Sha256;
import io.github.backsight.store.VersionId;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;

/// Reads one version: what is known of it, its tags, its bytes. Safe for use by many threads.
record VersionReader(Connection connection, VersionLists lists) {

    Details details(Key key, VersionId version) throws IOException {
        var head = head(key, version);
        return new Details(entry(head), head.sha256(), head.checksum(), head.attributes(tags(head)));
    }

    /// {@return what a plain read of `key` finds; empty when it finds nothing}
    Optional<Details> newestDetails(Key key) throws IOException {
        try {
            var response = connection
                    .reader()
                    .headObject(request ->
                            request.bucket(connection.name()).key(key.value()).checksumMode(ChecksumMode.ENABLED));
            var version =
                    new VersionId(Optional.ofNullable(response.versionId()).orElse("null"));
            var head = new Head(key, version, response);
            return Optional.of(new Details(
                    new Entry.Version(key, version, head.time(), true, head.size()),
                    head.sha256(),
                    head.checksum(),
                    head.attributes(tags(head))));
        } catch (SdkException e) {
            if (e instanceof S3Exception answer && Faults.saysMissing(answer)) {
                return Optional.empty();
            }
            var asked = "look at '" + key + "'";
            var locked = kmsKey(e, key, Optional.empty());
            throw locked.isPresent()
                    ? connection.faults().ofKey(e, asked, locked.get())
                    : connection.faults().of(e, asked, Action.READ_OBJECT, key.value());
        }
    }

    Map<Key, Details> newestDetails(Collection<Key> keys, int atOnce) throws IOException {
        var distinct = List.copyOf(new LinkedHashSet<>(keys));
        if (distinct.size() == 1) {
            return newestDetails(distinct.getFirst())
                    .map(details -> Map.of(distinct.getFirst(), details))
                    .orElseGet(Map::of);
        }
        var all = new HashMap<Key, Details>();
        try (var parallel = new Parallel(Math.max(1, Math.min(atOnce, distinct.size())))) {
            parallel.map(distinct, this::newestDetails, "looking at " + distinct.size() + " objects")
                    .forEach(found ->
                            found.ifPresent(details -> all.put(details.version().key(), details)));
        }
        return all;
    }

    Map<VersionId, Sha256> digests(Key key, Collection<VersionId> versions, int atOnce) throws IOException {
        var distinct = List.copyOf(new LinkedHashSet<>(versions));
        var digests = new HashMap<VersionId, Sha256>();
        try (var parallel = new Parallel(Math.max(1, Math.min(atOnce, distinct.size())))) {
            parallel.map(
                            distinct,
                            id -> vouched(key, id),
                            "looking at " + distinct.size() + " versions of '" + key + "'")
                    .forEach(digests::putAll);
        }
        return digests;
    }

    /// One version that may not be looked at, or whose key cannot be used, must not hide all the others.
    private Map<VersionId, Sha256> vouched(Key key, VersionId version) throws IOException {
        try {
            return head(key, version)
                    .sha256()
                    .map(digest -> Map.of(version, digest))
                    .orElseGet(Map::of);
        } catch (IOException e) {
            if (e.getCause() instanceof S3Exception answer
                    && (answer.statusCode() == 400 || answer.statusCode() == 403)) {
                return Map.of();
            }
            throw e;
        }
    }

    /// Whether it is the newest, and its exact time, only the list says; of an older one the HEAD will do.
    private Entry.Version entry(Head head) throws IOException {
        var newest = lists.newest(head.key());
        if (newest.orElse(null) instanceof Entry.Version entry && entry.id().equals(head.version())) {
            return entry;
        }
        return new Entry.Version(head.key(), head.version(), head.time(), false, head.size());
    }

    /// @throws MissingVersionException if there is no such version, or it is a delete marker
    Head head(Key key, VersionId version) throws IOException {
        try {
            return new Head(key, version, response(key, version));
        } catch (SdkException e) {
            throw missingOr(e, "look at", key, version);
        }
    }

    private HeadObjectResponse response(Key key, VersionId version) {
        try {
            return connection
                    .reader()
                    .headObject(request -> request.bucket(connection.name())
                            .key(key.value())
                            .versionId(version.value())
                            .checksumMode(ChecksumMode.ENABLED));
        } catch (S3Exception e) {
            var plain = new PlainReads(connection);
            if (plain.standInFor(e)) {
                return plain.head(key, version, e);
            }
            throw e;
        }
    }

    /// A HEAD that asks for checksums takes the key of encryption, and its refusal has no body: one that asks for none
    /// tells whether that is why.
    private Optional<String> kmsKey(SdkException fault, Key key, Optional<VersionId> version) {
        boolean perhaps =
                fault instanceof S3Exception answer && (answer.statusCode() == 403 || answer.statusCode() == 400);
        if (!perhaps) {
            return Optional.empty();
        }
        try {
            var answer = connection.reader().headObject(request -> {
                request.bucket(connection.name()).key(key.value());
                version.ifPresent(id -> request.versionId(id.value()));
            });
            return Optional.ofNullable(answer.ssekmsKeyId());
        } catch (SdkException e) {
            return Optional.empty();
        }
    }

    /// A HEAD that is refused has no body: 400 may be a version id that the server finds malformed.
    private IOException missingOr(SdkException fault, String asked, Key key, VersionId version) throws IOException {
        if (fault instanceof S3Exception answer && Faults.saysMissing(answer)) {
            return new MissingVersionException(key, version);
        }
        var what = asked + " version '" + version + "' of '" + key + "'";
        var locked = kmsKey(fault, key, Optional.of(version));
        if (locked.isPresent()) {
            return connection.faults().ofKey(fault, what, locked.get());
        }
        boolean perhapsMalformed = fault instanceof S3Exception answer
                && answer.statusCode() == 400
                && Faults.code(answer).isEmpty();
        if (perhapsMalformed
                && lists.newest(key).map(entry -> !entry.id().equals(version)).orElse(true)) {
            return new MissingVersionException(key, version);
        }
        return connection.faults().of(fault, what, Action.READ_VERSION, key.value());
    }

    Map<String, String> tags(Head head) throws IOException {
        return head.tagged() ? tags(head.key(), head.version()) : Map.of();
    }

    private Map<String, String> tags(Key key, VersionId version) throws IOException {
        try {
            return connection
                    .reader()
                    .getObjectTagging(request ->
                            request.bucket(connection.name()).key(key.value()).versionId(version.value()))
                    .tagSet()
                    .stream()
                    .collect(Collectors.toMap(Tag::key, Tag::value));
        } catch (SdkException e) {
            if (new PlainReads(connection).standInFor(e)) {
                return Map.of(); // Tags are never public; nobody writes them back without credentials.
            }
            throw connection.faults().of(e, "read the tags of '" + key + "'", Action.READ_VERSION_TAGS, key.value());
        }
    }

    Optional<Reading> readNewest(Key key) throws IOException {
        try {
            var in = connection
                    .reader()
                    .getObject(request -> request.bucket(connection.name()).key(key.value()));
            var version =
                    new VersionId(Optional.ofNullable(in.response().versionId()).orElse("null"));
            var source = new RangeSource(this, key, version, 0, Optional.empty());
            return Optional.of(new Reading(version, VersionStream.begun(source, in)));
        } catch (SdkException e) {
            if (e instanceof S3Exception answer && Faults.saysMissing(answer)) {
                return Optional.empty();
            }
            throw connection.faults().of(e, "read '" + key + "'", Action.READ_OBJECT, key.value());
        }
    }

    InputStream read(Key key, VersionId version, long offset, long length) throws IOException {
        if (offset < 0 || length < 0) {
            throw new IllegalArgumentException(
                    "'" + key + "': cannot read " + length + " bytes from " + offset + ": neither is negative");
        }
        if (offset == 0 && length == Long.MAX_VALUE) {
            return VersionStream.open(new RangeSource(this, key, version, 0, Optional.empty()));
        }
        if (length == 0) {
            return nothing(key, version, offset, length);
        }
        try {
            return VersionStream.open(new RangeSource(this, key, version, offset, Optional.of(length)));
        } catch (RangeSource.OutsideException e) {
            return nothing(key, version, offset, length);
        }
    }

    private InputStream nothing(Key key, VersionId version, long offset, long length) throws IOException {
        var size = head(key, version).size();
        if (offset > size) {
            throw new IllegalArgumentException(
                    "'" + key + "' has " + size + " bytes: cannot read " + length + " from " + offset);
        }
        return InputStream.nullInputStream();
    }
}
