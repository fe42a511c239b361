package io.github.backsight.tile;

import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Compresses tiles to gzip (RFC 1952) with one deflater that is used again and again.
///
/// The header is fixed (no name, no time, operating system "unknown"), so equal tiles make equal bytes with equal
/// zlib. Not for use by several threads at once; close it to give back native memory.
public final class Gzip implements AutoCloseable {
    private static final byte[] HEADER = {0x1F, (byte) 0x8B, 8, 0, 0, 0, 0, 0, 0, (byte) 0xFF};
    private static final int CHUNK = 8 * 1024;

    private final Deflater deflater;
    private final ByteBuilder output = new ByteBuilder(64 * 1024);
    private final byte[] chunk = new byte[CHUNK];

    /// @param level 1 (fastest) to 9 (smallest)
    public Gzip(int level) {
        if (level < 1 || level > 9) {
            throw new IllegalArgumentException("a compression level is 1 to 9, not " + level);
        }
        deflater = new Deflater(level, true);
    }

    /// {@return `plain` as one gzip member}
    public byte[] compress(byte[] plain) {
        output.clear();
        output.bytes(HEADER);
        deflater.reset();
        deflater.setInput(plain);
        deflater.finish();
        while (!deflater.finished()) {
            output.bytes(chunk, 0, deflater.deflate(chunk));
        }
        var checksum = new CRC32();
        checksum.update(plain);
        output.fixed(checksum.getValue(), 4);
        output.fixed(plain.length, 4);
        return output.toArray();
    }

    @Override
    public void close() {
        deflater.end();
    }
}
