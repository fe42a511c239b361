package io.github.backsight.s3;

import java.time.Instant;

/// What a server was proven to do with conditions on writes, as it is remembered in the bucket.
///
/// @param format of this record, 1
/// @param endpoint whom it is about
/// @param absent whether `If-None-Match: *` lets only one write happen
/// @param matches whether `If-Match` lets only one write happen
/// @param copies whether copies check `If-Match`, too
/// @param quoted whether the ETag of `If-Match` has quotes
/// @param proven when
record SwapAbility(
        int format, String endpoint, boolean absent, boolean matches, boolean copies, boolean quoted, Instant proven) {
    static final int FORMAT = 1;

    /// {@return whether compare-and-swap can be built on it}
    boolean swaps() {
        return absent && matches;
    }

    /// @param etag with quotes
    String spelled(String etag) {
        return quoted ? etag : Multipart.unquoted(etag);
    }
}
