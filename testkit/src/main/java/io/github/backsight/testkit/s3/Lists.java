package io.github.backsight.testkit.s3;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Lists of versions and of objects.
///
/// Source: Amazon S3 API Reference, "ListObjectVersions" and "ListObjectsV2".
final class Lists {
    private static final int MOST = 1000;

    private final Call call;
    private final String prefix;
    private final Optional<String> delimiter;
    private final int most;
    private final boolean encoded;
    private final Set<String> folders = new LinkedHashSet<>();
    private final List<Listed> listed = new ArrayList<>();
    private boolean truncated;
    private String lastKey = "";
    private String lastVersion = "";

    private record Listed(String key, StoredVersion version, boolean newest) {}

    private Lists(Call call) {
        var request = call.request();
        this.call = call;
        this.prefix = request.parameter("prefix").orElse("");
        this.delimiter = request.parameter("delimiter").filter(text -> !text.isEmpty());
        this.most = Math.min(
                MOST, request.parameter("max-keys").map(Integer::parseInt).orElse(MOST));
        this.encoded = request.parameter("encoding-type").filter("url"::equals).isPresent();
    }

    static Reply versions(Call call, boolean emptyPage) {
        call.requireOnBucket("s3:ListBucketVersions");
        var list = new Lists(call);
        var afterKey = call.request().parameter("key-marker").orElse("");
        var afterVersion = call.bucket()
                .meant(call.request().parameter("version-id-marker").orElse(""));
        if (emptyPage && !list.prefix.isEmpty()) {
            list.truncated = true;
            list.lastKey = afterKey.isEmpty() ? list.prefix.substring(0, list.prefix.length() - 1) : afterKey;
            list.lastVersion = afterVersion;
        } else {
            list.collect(afterKey, afterVersion);
        }
        return new Reply(200).xml(list.versionsDocument(afterKey, afterVersion));
    }

    private void collect(String afterKey, String afterVersion) {
        var keys = afterKey.isEmpty()
                ? call.bucket().objects()
                : call.bucket().objects().tailMap(afterKey);
        for (var each : keys.entrySet()) {
            var key = each.getKey();
            if (!key.startsWith(prefix) || (key.equals(afterKey) && afterVersion.isEmpty())) {
                continue;
            }
            var folder = folder(key);
            if (folder.isPresent()) {
                if (!folder.get().equals(afterKey) && !afterKey.startsWith(folder.get()) && !addFolder(folder.get())) {
                    return;
                }
                continue;
            }
            boolean skips = key.equals(afterKey);
            for (var version : ordered(each.getValue())) {
                if (skips) {
                    skips = !version.id().equals(afterVersion);
                } else if (!add(new Listed(
                        key,
                        version,
                        version.id().equals(each.getValue().getFirst().id())))) {
                    return;
                }
            }
        }
    }

    private List<StoredVersion> ordered(List<StoredVersion> versions) {
        return call.bucket().order() == FaithfulBucket.Order.OLDEST_FIRST ? versions.reversed() : versions;
    }

    private Optional<String> folder(String key) {
        return delimiter
                .map(each -> key.indexOf(each, prefix.length()))
                .filter(at -> at >= 0)
                .map(at -> key.substring(0, at + 1));
    }

    private boolean isFull() {
        truncated = listed.size() + folders.size() >= most;
        return truncated;
    }

    private boolean add(Listed next) {
        if (isFull()) {
            return false;
        }
        listed.add(next);
        lastKey = next.key();
        lastVersion = call.bucket().listedId(next.version().id());
        return true;
    }

    private boolean addFolder(String folder) {
        if (folders.contains(folder)) {
            return true;
        }
        if (isFull()) {
            return false;
        }
        folders.add(folder);
        lastKey = folder;
        lastVersion = "";
        return true;
    }

    private Xml versionsDocument(String afterKey, String afterVersion) {
        var xml = new Xml("ListVersionsResult")
                .element("Name", call.bucket().name())
                .element("Prefix", encoded(prefix))
                .element("KeyMarker", encoded(afterKey))
                .element("VersionIdMarker", afterVersion)
                .element("MaxKeys", Integer.toString(most));
        if (encoded) {
            xml.element("EncodingType", "url");
        }
        xml.element("IsTruncated", Boolean.toString(truncated));
        if (truncated) {
            xml.element("NextKeyMarker", encoded(lastKey));
            if (!lastVersion.isEmpty()) {
                xml.element("NextVersionIdMarker", lastVersion);
            }
        }
        listed.forEach(each -> add(xml, each));
        folders.forEach(folder ->
                xml.begin("CommonPrefixes").element("Prefix", encoded(folder)).end());
        return xml;
    }

    private void add(Xml xml, Listed each) {
        var version = each.version();
        xml.begin(version.isMarker() ? "DeleteMarker" : "Version")
                .element("Key", encoded(each.key()))
                .element("VersionId", call.bucket().listedId(version.id()))
                .element("IsLatest", Boolean.toString(each.newest()))
                .element("LastModified", version.modified().toString());
        if (!version.isMarker()) {
            xml.element("ETag", version.quotedEtag())
                    .element("Size", Integer.toString(version.bytes().length))
                    .element("StorageClass", version.said().storageClass());
        }
        xml.begin("Owner").element("ID", Grants.OWNER).end().end();
    }

    static Reply objects(Call call) {
        call.requireOnBucket("s3:ListBucket");
        var list = new Lists(call);
        var after = call.request()
                .parameter("continuation-token")
                .or(() -> call.request().parameter("start-after"))
                .orElse("");
        list.collectObjects(after);
        var xml = new Xml("ListBucketResult")
                .element("Name", call.bucket().name())
                .element("Prefix", list.encoded(list.prefix))
                .element("KeyCount", Integer.toString(list.listed.size() + list.folders.size()))
                .element("MaxKeys", Integer.toString(list.most))
                .element("IsTruncated", Boolean.toString(list.truncated));
        if (list.encoded) {
            xml.element("EncodingType", "url");
        }
        if (list.truncated) {
            xml.element("NextContinuationToken", list.lastKey);
        }
        list.listed.forEach(each -> xml.begin("Contents")
                .element("Key", list.encoded(each.key()))
                .element("LastModified", each.version().modified().toString())
                .element("ETag", each.version().quotedEtag())
                .element("Size", Integer.toString(each.version().bytes().length))
                .element("StorageClass", each.version().said().storageClass())
                .end());
        list.folders.forEach(folder -> xml.begin("CommonPrefixes")
                .element("Prefix", list.encoded(folder))
                .end());
        return new Reply(200).xml(xml);
    }

    private void collectObjects(String after) {
        for (var each : call.bucket().objects().tailMap(after).entrySet()) {
            var key = each.getKey();
            var newest = each.getValue().getFirst();
            if (!key.startsWith(prefix) || key.equals(after) || newest.isMarker()) {
                continue;
            }
            var folder = folder(key);
            boolean goesOn = folder.isPresent()
                    ? (delimiter.isPresent() && after.startsWith(folder.get())) || addFolder(folder.get())
                    : add(new Listed(key, newest, true));
            if (!goesOn) {
                return;
            }
        }
    }

    private String encoded(String text) {
        return encoded ? URLEncoder.encode(text, StandardCharsets.UTF_8).replace("%2F", "/") : text;
    }
}
