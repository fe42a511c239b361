package io.github.backsight.testkit.s3;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/// An upload in parts that is under way.
///
/// @param begun when the request that began it came: the time of the version that it will be
/// @param before the ids that the key had then
record PartUpload(
        String key,
        Instant begun,
        Set<String> before,
        Content content,
        Map<String, String> tags,
        Grants grants,
        Optional<String> algorithm,
        boolean composite,
        SortedMap<Integer, Part> parts) {
    /// What came under one number.
    record Part(byte[] bytes, String etag) {}
}
