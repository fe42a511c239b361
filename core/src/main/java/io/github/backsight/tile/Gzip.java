package io.github.backsight.tile;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Compresses tiles to gzip (RFC 1952) with one deflater that is used again and again.
///
/// The header is fixed (no name, no time, operating system "unknown"), so equal tiles make equal bytes with equal
/// zlib. Not for use by several threads at once; close it to give back native memory.
public final class Gzip implements AutoCloseable {
    private static final byte[] HEADER = {0x1F, (byte) 0x8B, 8, 0, 0, 0, 0, 0, 0, (byte) 0xFF};
    private static final int TRAILER_BYTES = 8;

    private final Deflater deflater;
    private final CRC32 checksum = new CRC32();
    private byte[] output = new byte[64 * 1024];

    /// @param level 1 (fastest) to 9 (smallest)
    public Gzip(int level) {
        if (level < 1 || level > 9) {
            throw new IllegalArgumentException("a compression level is 1 to 9, not " + level);
        }
        deflater = new Deflater(level, true);
    }

    /// {@return `plain` as one gzip member}
    public byte[] compress(byte[] plain) {
        System.arraycopy(HEADER, 0, output, 0, HEADER.length);
        int end = deflate(plain, HEADER.length);
        checksum.reset();
        checksum.update(plain);
        var gzipped =
                ByteBuffer.wrap(Arrays.copyOf(output, end + TRAILER_BYTES)).order(ByteOrder.LITTLE_ENDIAN);
        gzipped.putInt(end, (int) checksum.getValue());
        gzipped.putInt(end + Integer.BYTES, plain.length);
        return gzipped.array();
    }

    /// {@return where in `output` the compressed bytes end that begin at `start`}
    private int deflate(byte[] plain, int start) {
        deflater.reset();
        deflater.setInput(plain);
        deflater.finish();
        int end = start;
        while (!deflater.finished()) {
            if (end == output.length) {
                output = Arrays.copyOf(output, output.length * 2);
            }
            end += deflater.deflate(output, end, output.length - end);
        }
        return end;
    }

    @Override
    public void close() {
        deflater.end();
    }
}
