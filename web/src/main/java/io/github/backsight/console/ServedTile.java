package io.github.backsight.console;

import io.github.backsight.archive.Gzip;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A tile as its archive has it, and what it is called by its content. The array is not copied: nobody
/// may change it.
final class ServedTile {
    private static final int TAG_BYTES = 16;

    private final byte[] stored;
    private final String digest;

    private ServedTile(byte[] stored, String digest) {
        this.stored = stored;
        this.digest = digest;
    }

    static ServedTile of(byte[] stored) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(stored);
            return new ServedTile(stored, HexFormat.of().formatHex(digest, 0, TAG_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    byte[] stored() {
        return stored;
    }

    boolean isGzipped() {
        return Gzip.isGzip(stored);
    }

    /// {@return the strong entity tag: of equal tiles of any releases it is equal, of the two forms of
    /// one it is not}
    ///
    /// @param gzipped in which form it is sent
    String tag(boolean gzipped) {
        return '"' + digest + (gzipped ? "-gzip" : "") + '"';
    }

    /// {@return the bytes to send}
    ///
    /// @param gzipped whether they may be as they lie there
    byte[] bytes(boolean gzipped) throws IOException {
        return isGzipped() && !gzipped ? Gzip.plain(stored, "a tile") : stored;
    }
}
