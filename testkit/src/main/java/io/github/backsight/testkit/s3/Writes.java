package io.github.backsight.testkit.s3;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Versions as they are written, copied, changed and deleted.
///
/// Source: Amazon S3 API Reference, "PutObject", "CopyObject", "DeleteObject", "DeleteObjects", "PutObjectAcl",
/// "PutObjectTagging".
final class Writes {
    private Writes() {}

    static Reply put(Call call) {
        var request = call.request();
        call.require("s3:PutObject");
        var tags = tags(call, request.header("x-amz-tagging"));
        var grants = call.grants();
        var content = Content.of(request, call.bucket());
        call.requireKey("kms:GenerateDataKey", content);
        Checksum.requireContentMd5(request);
        var brought = Checksum.brought(request, request.body());
        requireDigest(call, brought);
        call.requireConditions();
        var checksum = brought.orElseGet(() -> Checksum.of(Checksum.DEFAULT, request.body()));
        var version = added(call, request.body(), content, tags, grants, checksum);
        return checksum.on(content.encrypted(written(call, version)));
    }

    /// Source: Amazon S3 User Guide, "Object Lock considerations".
    private static void requireDigest(Call call, Optional<Checksum> brought) {
        boolean digest =
                brought.isPresent() || call.request().header("content-md5").isPresent();
        if (call.bucket().documents().containsKey("object-lock") && !digest) {
            throw Refusal.invalid(
                    "InvalidRequest",
                    "Content-MD5 OR x-amz-checksum- HTTP header is required for Put Object requests with Object Lock"
                            + " parameters");
        }
    }

    private static StoredVersion added(
            Call call, byte[] bytes, Content content, Map<String, String> tags, Grants grants, Checksum checksum) {
        var id = call.nextId();
        var version = new StoredVersion(
                id,
                call.now(),
                bytes,
                etag(bytes, id, content),
                Optional.of(content),
                tags,
                grants,
                Optional.of(checksum),
                false,
                false);
        call.bucket().add(call.request().key(), version);
        return version;
    }

    /// An ETag is the MD5 of the bytes only where no key of the user's encrypts them.
    private static String etag(byte[] bytes, String id, Content content) {
        var md5 = HexFormat.of().formatHex(Checksum.digest("md5", bytes));
        return content.kmsKey().isEmpty()
                ? md5
                : HexFormat.of().formatHex(Checksum.digest("md5", (md5 + id).getBytes(StandardCharsets.UTF_8)));
    }

    static Reply written(Call call, StoredVersion version) {
        var reply = new Reply(200).header("ETag", version.quotedEtag());
        return call.keepsVersions() ? reply.header("x-amz-version-id", version.id()) : reply;
    }

    static Map<String, String> tags(Call call, Optional<String> header) {
        var tags = new TreeMap<String, String>();
        for (var pair : header.orElse("").split("&", -1)) {
            if (!pair.isEmpty()) {
                var parts = pair.split("=", 2);
                tags.put(form(parts[0]), parts.length == 2 ? form(parts[1]) : "");
            }
        }
        if (!tags.isEmpty()) {
            call.require("s3:PutObjectTagging");
        }
        return tags;
    }

    private static String form(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /// What is copied: `/bucket/key?versionId=id`, of this bucket.
    record Source(String key, Optional<String> id, StoredVersion version) {
        static Source of(Call call) {
            var text = call.request().header("x-amz-copy-source").orElse("");
            int question = text.indexOf("?versionId=");
            var path = Request.decoded(question < 0 ? text : text.substring(0, question));
            var id = question < 0
                    ? Optional.<String>empty()
                    : Optional.of(text.substring(question + "?versionId=".length()))
                            .map(Request::decoded)
                            .map(call.bucket()::meant);
            var inside = path.startsWith("/") ? path.substring(1) : path;
            var bucket = call.bucket().name() + "/";
            if (!inside.startsWith(bucket)) {
                throw Refusal.notImplemented("x-amz-copy-source of another bucket");
            }
            var key = inside.substring(bucket.length());
            var version = id.isEmpty() ? Reads.newest(call, key, "s3:GetObject") : unmarked(call, key, id.get());
            Archives.requireCopyable(version);
            call.requireKey("kms:Decrypt", version.said());
            return new Source(key, id, version);
        }

        private static StoredVersion unmarked(Call call, String key, String id) {
            try {
                return Reads.version(call, key, id, "s3:GetObjectVersion");
            } catch (Refusal e) {
                throw e.code().equals("MethodNotAllowed")
                        ? Refusal.invalid(
                                "InvalidRequest",
                                "The source of a copy request may not specifically refer to a delete marker by version"
                                        + " id.")
                        : e;
            }
        }
    }

    static Reply copy(Call call) {
        var request = call.request();
        var source = Source.of(call);
        call.require("s3:PutObject");
        var grants = call.grants();
        boolean replaces = request.header("x-amz-metadata-directive")
                .filter("REPLACE"::equals)
                .isPresent();
        var content = replaces
                ? Content.of(request, call.bucket())
                : source.version().said().placed(request, call.bucket());
        requireChange(call, source, content, replaces);
        if (source.version().bytes().length > call.bucket().mostBytesOfCopy()) {
            throw Refusal.invalid(
                    "InvalidRequest",
                    "The specified copy source is larger than the maximum allowable size for a copy source: "
                            + call.bucket().mostBytesOfCopy());
        }
        var tags = copiedTags(call, source);
        call.requireKey("kms:GenerateDataKey", content);
        call.requireConditions();
        call.bucket().mishaps().requireEnd();
        var algorithm = request.header("x-amz-checksum-algorithm")
                .map(each -> each.toLowerCase(Locale.ROOT))
                .or(() -> source.version().checksum().map(Checksum::algorithm))
                .orElse(Checksum.DEFAULT);
        var bytes = source.version().bytes();
        var version = added(call, bytes, content, tags, grants, Checksum.of(algorithm, bytes));
        var checksum = version.checksum().orElseThrow();
        var reply = content.encrypted(written(call, version));
        source.id().ifPresent(id -> reply.header("x-amz-copy-source-version-id", id));
        return reply.xml(new Xml("CopyObjectResult")
                .element("ETag", version.quotedEtag())
                .element("LastModified", version.modified().toString())
                .element(checksum.element(), checksum.value())
                .element("ChecksumType", checksum.type()));
    }

    private static void requireChange(Call call, Source source, Content content, boolean replaces) {
        boolean onItself = source.key().equals(call.request().key())
                && call.bucket().newest(source.key()).equals(Optional.of(source.version()));
        if (onItself && !replaces && content.equals(source.version().said())) {
            throw Refusal.invalid(
                    "InvalidRequest",
                    "This copy request is illegal because it is trying to copy an object to itself without changing the"
                            + " object's metadata, storage class, website redirect location or encryption attributes.");
        }
    }

    private static Map<String, String> copiedTags(Call call, Source source) {
        if (call.request()
                .header("x-amz-tagging-directive")
                .filter("REPLACE"::equals)
                .isPresent()) {
            return tags(call, call.request().header("x-amz-tagging"));
        }
        var tags = source.version().tags();
        if (!tags.isEmpty()) {
            call.require(
                    source.id().isPresent() ? "s3:GetObjectVersionTagging" : "s3:GetObjectTagging",
                    call.request().bucketResource() + "/" + source.key());
            call.require("s3:PutObjectTagging");
        }
        return tags;
    }

    static Reply putGrants(Call call) {
        var version = Reads.find(call, "s3:PutObjectAcl", "s3:PutObjectVersionAcl");
        var grants =
                call.request().body().length > 0 ? Grants.parse(call.request().body()) : Grants.of(call.request());
        call.requireLists(grants);
        call.bucket().change(call.request().key(), version.id(), each -> each.granted(grants));
        return new Reply(200);
    }

    static Reply putTags(Call call) {
        var version = Reads.find(call, "s3:PutObjectTagging", "s3:PutObjectVersionTagging");
        var tags = new TreeMap<String, String>();
        for (var tag : Xml.all(Xml.parse(call.request().body()), "Tag")) {
            tags.put(Xml.text(tag, "Key").orElse(""), Xml.text(tag, "Value").orElse(""));
        }
        call.bucket().change(call.request().key(), version.id(), each -> each.tagged(tags));
        return new Reply(200).header("x-amz-version-id", version.id());
    }

    static Reply delete(Call call) {
        var reply = new Reply(204);
        var deleted = delete(call, call.request().key(), call.request().parameter("versionId"));
        if (deleted.marker()) {
            reply.header("x-amz-delete-marker", "true");
        }
        return reply.header("x-amz-version-id", deleted.id());
    }

    /// @param id of the version that was removed or the marker that was added
    private record Deleted(Optional<String> id, boolean marker) {}

    private static Deleted delete(Call call, String key, Optional<String> id) {
        var bucket = call.bucket();
        var resource = call.request().bucketResource() + "/" + key;
        if (id.isPresent()) {
            call.require("s3:DeleteObjectVersion", resource);
            var found = bucket.versions(key).stream()
                    .filter(each -> each.id().equals(id.get()))
                    .findFirst();
            requireRemovable(call, found);
            bucket.remove(key, id.get());
            return new Deleted(id, found.filter(StoredVersion::isMarker).isPresent());
        }
        call.require("s3:DeleteObject", resource);
        if (!call.keepsVersions()) {
            bucket.remove(key, "null");
            return new Deleted(Optional.empty(), false);
        }
        var marker = StoredVersion.marker(call.nextId(), call.now());
        bucket.add(key, marker);
        return new Deleted(Optional.of(marker.id()), true);
    }

    private static void requireRemovable(Call call, Optional<StoredVersion> found) {
        if (call.bucket().mfaDelete()) {
            throw new Refusal(403, "AccessDenied", "Mfa Authentication must be used for this request");
        }
        if (found.filter(StoredVersion::locked).isPresent()) {
            throw new Refusal(403, "AccessDenied", "Access Denied because object protected by object lock.");
        }
    }

    static Reply deleteMany(Call call) {
        var xml = new Xml("DeleteResult");
        for (var object : new ArrayList<>(Xml.all(Xml.parse(call.request().body()), "Object"))) {
            var key = Xml.text(object, "Key").orElse("");
            try {
                var deleted = delete(call, key, Xml.text(object, "VersionId"));
                xml.begin("Deleted").element("Key", key);
                Xml.text(object, "VersionId").ifPresent(id -> xml.element("VersionId", id));
                if (deleted.marker()) {
                    xml.element("DeleteMarker", "true")
                            .element("DeleteMarkerVersionId", deleted.id().orElse(""));
                }
                xml.end();
            } catch (Refusal e) {
                xml.begin("Error")
                        .element("Key", key)
                        .element("Code", e.code())
                        .element("Message", String.valueOf(e.getMessage()))
                        .end();
            }
        }
        return new Reply(200).xml(xml);
    }
}
