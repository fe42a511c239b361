package io.github.backsight.testkit.s3;

import java.util.Optional;
import java.util.regex.Pattern;

/// Versions, and what is kept beside them, as they are read.
///
/// Source: Amazon S3 API Reference, "GetObject", "HeadObject" (which needs the key of encryption for checksums only),
/// "GetObjectAcl", "GetObjectTagging"; User Guide, "Working
/// with delete markers".
final class Reads {
    private static final Pattern VERSION_ID = Pattern.compile("null|[A-Za-z0-9._-]{32}");
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d*)-(\\d*)");

    private Reads() {}

    static Reply object(Call call) {
        var version = find(call, "s3:GetObject", "s3:GetObjectVersion");
        requireMatch(call, version);
        if (call.request().method().equals("GET")) {
            Archives.requireReadable(version);
        }
        boolean wantsChecksum = call.request().header("x-amz-checksum-mode").isPresent();
        if (call.request().method().equals("GET") || wantsChecksum) {
            call.requireKey("kms:Decrypt", version.said());
        }
        var range = call.request().header("range").flatMap(text -> Range.of(text, version.bytes().length));
        var reply = new Reply(range.isPresent() ? 206 : 200);
        range.ifPresent(each -> reply.header("Content-Range", each.header()));
        var whole = range.orElse(new Range(0, version.bytes().length, version.bytes().length));
        reply.bytes(version.bytes(), whole.from(), whole.length());
        version.said()
                .on(reply.header("ETag", version.quotedEtag())
                        .header("Last-Modified", version.httpTime())
                        .header("Accept-Ranges", "bytes"));
        if (call.keepsVersions()) {
            reply.header("x-amz-version-id", version.id());
        }
        if (!version.tags().isEmpty()) {
            reply.header("x-amz-tagging-count", Integer.toString(version.tags().size()));
        }
        if (version.thawed()) {
            reply.header("x-amz-restore", "ongoing-request=\"false\", expiry-date=\"Fri, 21 Dec 2040 00:00:00 GMT\"");
        }
        if (wantsChecksum && range.isEmpty()) {
            version.checksum().ifPresent(checksum -> checksum.on(reply));
        }
        return reply;
    }

    /// What of an object a request wants.
    private record Range(int from, int length, int size) {
        /// {@return empty where the text is no range: then all is answered}
        static Optional<Range> of(String text, int size) {
            var parts = RANGE.matcher(text);
            if (!parts.matches() || (parts.group(1).isEmpty() && parts.group(2).isEmpty())) {
                return Optional.empty();
            }
            long from = parts.group(1).isEmpty()
                    ? Math.max(0, size - Long.parseLong(parts.group(2)))
                    : Long.parseLong(parts.group(1));
            long last = parts.group(1).isEmpty() || parts.group(2).isEmpty()
                    ? size - 1L
                    : Math.min(size - 1L, Long.parseLong(parts.group(2)));
            if (from >= size || last < from) {
                throw new Refusal(416, "InvalidRange", "The requested range is not satisfiable")
                        .with("ActualObjectSize", Integer.toString(size));
            }
            return Optional.of(new Range((int) from, (int) (last - from + 1), size));
        }

        String header() {
            return "bytes " + from + "-" + (from + length - 1) + "/" + size;
        }
    }

    private static void requireMatch(Call call, StoredVersion version) {
        var match = call.request().header("if-match");
        if (match.isPresent() && !match.get().replace("\"", "").equals(version.etag())) {
            throw Refusal.precondition("If-Match");
        }
    }

    static Reply grants(Call call) {
        var version = find(call, "s3:GetObjectAcl", "s3:GetObjectVersionAcl");
        var grants = call.bucket().ownerEnforced() ? Grants.PRIVATE : version.grants();
        return new Reply(200).xml(grants.document());
    }

    static Reply tags(Call call) {
        var version = find(call, "s3:GetObjectTagging", "s3:GetObjectVersionTagging");
        var xml = new Xml("Tagging").begin("TagSet");
        version.tags()
                .forEach((key, value) -> xml.begin("Tag")
                        .element("Key", key)
                        .element("Value", value)
                        .end());
        return new Reply(200).xml(xml);
    }

    /// {@return the version that a request is about, which is no delete marker}
    static StoredVersion find(Call call, String action, String versionAction) {
        var request = call.request();
        var id = request.parameter("versionId").map(call.bucket()::meant);
        return id.isEmpty()
                ? newest(call, request.key(), action)
                : version(call, request.key(), id.get(), versionAction);
    }

    static StoredVersion newest(Call call, String key, String action) {
        var resource = call.request().bucketResource() + "/" + key;
        var newest = call.bucket().newest(key);
        if (newest.isPresent() && !newest.get().isMarker()) {
            call.requireReading(newest.get(), action, resource);
            return newest.get();
        }
        call.require(action, resource);
        if (!call.may("s3:ListBucket", call.request().bucketResource())) {
            // Who may not list does not learn what is missing.
            call.requireOnBucket("s3:ListBucket");
        }
        var refusal = Refusal.noSuchKey(key);
        throw newest.isPresent() ? marked(refusal, newest.get()) : refusal;
    }

    static StoredVersion version(Call call, String key, String id, String action) {
        var resource = call.request().bucketResource() + "/" + key;
        if (!VERSION_ID.matcher(id).matches()) {
            call.require(action, resource);
            throw Refusal.invalid("InvalidArgument", "Invalid version id specified")
                    .with("ArgumentName", "versionId")
                    .with("ArgumentValue", id);
        }
        var found = call.bucket().versions(key).stream()
                .filter(each -> each.id().equals(id))
                .findFirst();
        if (found.isEmpty()) {
            call.require(action, resource);
            throw Refusal.noSuchVersion(key, id);
        }
        call.requireReading(found.get(), action, resource);
        if (found.get().isMarker()) {
            throw marked(
                    new Refusal(405, "MethodNotAllowed", "The specified method is not allowed against this resource."),
                    found.get());
        }
        return found.get();
    }

    private static Refusal marked(Refusal refusal, StoredVersion marker) {
        return refusal.withHeader("x-amz-delete-marker", "true").withHeader("x-amz-version-id", marker.id());
    }
}
