package io.github.backsight.archive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/// Gzip (RFC 1952), as archives use it: without time or name, so that equal bytes stay equal.
public final class Gzip {
    /// The most that [#plain] unpacks; no tile and no directory comes near it.
    public static final int MOST_BYTES = 1 << 26;

    private static final int LEVEL = 6;

    private Gzip() {}

    /// {@return whether `bytes` begin as gzip does; no MVT tile does}
    public static boolean isGzip(byte[] bytes) {
        return bytes.length > 1 && bytes[0] == 0x1F && bytes[1] == (byte) 0x8B;
    }

    /// {@return `plain`, compressed}
    public static byte[] compressed(byte[] plain) {
        try (var gzip = new io.github.backsight.tile.Gzip(LEVEL)) {
            return gzip.compress(plain);
        }
    }

    /// {@return what `compressed` unpacks to}
    ///
    /// @param object what is being unpacked, for messages
    /// @throws IOException if it is damaged, or unpacks to more than [#MOST_BYTES]
    public static byte[] plain(byte[] compressed, String object) throws IOException {
        byte[] plain;
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(compressed), 1 << 13)) {
            plain = gzip.readNBytes(MOST_BYTES + 1);
        } catch (IOException fault) {
            throw new IOException(object + " is damaged: not whole gzip (" + fault.getMessage() + ")", fault);
        }
        if (plain.length > MOST_BYTES) {
            throw new IOException(object + " is refused: it unpacks to more than " + MOST_BYTES + " bytes");
        }
        return plain;
    }
}
