package io.github.backsight.testkit.s3;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// One version or delete marker.
///
/// @param id `null` for what was written while the bucket kept no versions
/// @param modified to the second; for what came in parts, when the upload began
/// @param content empty for a delete marker
/// @param thawed whether an archived version was fetched back for a while
/// @param locked whether its removal is forbidden
record StoredVersion(
        String id,
        Instant modified,
        byte[] bytes,
        String etag,
        Optional<Content> content,
        Map<String, String> tags,
        Grants grants,
        Optional<Checksum> checksum,
        boolean thawed,
        boolean locked) {
    private static final DateTimeFormatter HTTP = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    StoredVersion {
        modified = modified.truncatedTo(ChronoUnit.SECONDS);
        tags = Map.copyOf(tags);
    }

    static StoredVersion marker(String id, Instant now) {
        return new StoredVersion(
                id, now, new byte[0], "", Optional.empty(), Map.of(), Grants.PRIVATE, Optional.empty(), false, false);
    }

    boolean isMarker() {
        return content.isEmpty();
    }

    Content said() {
        return content.orElseThrow();
    }

    boolean isOutOfReach() {
        return said().isArchived() && !thawed;
    }

    String quotedEtag() {
        return "\"" + etag + "\"";
    }

    String httpTime() {
        return HTTP.format(modified);
    }

    StoredVersion dated(Instant other) {
        return new StoredVersion(id, other, bytes, etag, content, tags, grants, checksum, thawed, locked);
    }

    StoredVersion tagged(Map<String, String> other) {
        return new StoredVersion(id, modified, bytes, etag, content, other, grants, checksum, thawed, locked);
    }

    StoredVersion granted(Grants other) {
        return new StoredVersion(id, modified, bytes, etag, content, tags, other, checksum, thawed, locked);
    }

    StoredVersion inClass(String storageClass) {
        var other = content.map(each -> each.inClass(storageClass));
        return new StoredVersion(id, modified, bytes, etag, other, tags, grants, checksum, false, locked);
    }

    StoredVersion damaged(int at) {
        var other = bytes.clone();
        other[at] ^= 1;
        return new StoredVersion(id, modified, other, etag, content, tags, grants, checksum, thawed, locked);
    }

    /// What is fetched back from a tier is in reach for good; from a class, for a while.
    StoredVersion thawed(boolean now) {
        if (said().tier().isPresent()) {
            return inTier(Optional.empty());
        }
        return new StoredVersion(id, modified, bytes, etag, content, tags, grants, checksum, now, locked);
    }

    StoredVersion inTier(Optional<String> tier) {
        var other = content.map(each -> each.inTier(tier));
        return new StoredVersion(id, modified, bytes, etag, other, tags, grants, checksum, false, locked);
    }

    StoredVersion locked(boolean now) {
        return new StoredVersion(id, modified, bytes, etag, content, tags, grants, checksum, thawed, now);
    }
}
