package io.github.backsight.store;

import java.util.Optional;

/// What a version has that a delete marker has not.
///
/// @param inline the bytes themselves where they lie in the version record; empty where they lie in [Blobs]
record StoredContent(long size, Sha256 sha256, Attributes attributes, Optional<byte[]> inline) {
    /// The longest content that is kept in its version record. Any file takes a block of 4 KiB, so a body that fits
    /// into the record's block takes no space at all, and costs one file less to write and to read.
    static final int MOST_INLINE_BYTES = 3 * 1024;
}
