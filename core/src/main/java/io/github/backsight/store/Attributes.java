package io.github.backsight.store;

import java.util.Map;
import java.util.Optional;

/// What is kept beside an object's bytes, and comes back with a restored version.
///
/// @param contentType a media type, as in `application/json`
/// @param cacheControl the `Cache-Control` that readers are to be told
/// @param contentEncoding as in `gzip`, when the bytes are stored encoded
/// @param contentDisposition what a browser is to do with the bytes
/// @param metadata the user's own, keys in lower case
/// @param tags the user's own
public record Attributes(
        String contentType,
        Optional<String> cacheControl,
        Optional<String> contentEncoding,
        Optional<String> contentDisposition,
        Map<String, String> metadata,
        Map<String, String> tags) {
    public Attributes {
        metadata = Map.copyOf(metadata);
        tags = Map.copyOf(tags);
    }

    public static Attributes ofType(String contentType) {
        return new Attributes(contentType, Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), Map.of());
    }

    public Attributes withCacheControl(String value) {
        return new Attributes(contentType, Optional.of(value), contentEncoding, contentDisposition, metadata, tags);
    }

    public Attributes withMetadata(Map<String, String> values) {
        return new Attributes(contentType, cacheControl, contentEncoding, contentDisposition, values, tags);
    }

    public Attributes withTags(Map<String, String> values) {
        return new Attributes(contentType, cacheControl, contentEncoding, contentDisposition, metadata, values);
    }
}
