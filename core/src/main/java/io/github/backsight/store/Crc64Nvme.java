package io.github.backsight.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.Checksum;

/// CRC-64/NVME, the checksum that S3 keeps of an object when nobody asks for another. For one thread.
///
/// Sources: NVM Express, "NVM Command Set Specification" 1.0, section 5.2.1.3.4 "64b CRC" (polynomial
/// `ad93d23594c93659`, bits reflected, all ones before and after; `123456789` gives `ae8b14860a799888`); eight bytes at
/// a
/// time as M. Kounavis and F. Berry, "A Systematic Approach to Building High Performance Software-based CRC
/// Generators", 2005.
final class Crc64Nvme implements Checksum {
    private static final long REFLECTED_POLYNOMIAL = 0x9a6c9329ac4bc9b5L;
    private static final int SLICES = Long.BYTES;

    /// `TABLE[256 * n + b]` is what a byte `b` makes of the register when `n` zero bytes follow it.
    private static final long[] TABLE = table();

    private long register = ~0L;

    private static long[] table() {
        var table = new long[256 * SLICES];
        for (int value = 0; value < 256; value++) {
            long crc = value;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc >>> 1) ^ (REFLECTED_POLYNOMIAL & -(crc & 1));
            }
            table[value] = crc;
        }
        for (int index = 256; index < table.length; index++) {
            long before = table[index - 256];
            table[index] = (before >>> 8) ^ table[(int) before & 0xff];
        }
        return table;
    }

    @Override
    public void update(int value) {
        register = (register >>> 8) ^ TABLE[((int) register ^ value) & 0xff];
    }

    @Override
    public void update(byte[] bytes, int offset, int length) {
        var in = ByteBuffer.wrap(bytes, offset, length).order(ByteOrder.LITTLE_ENDIAN);
        while (in.remaining() >= SLICES) {
            long word = register ^ in.getLong();
            long crc = 0;
            for (int slice = 0; slice < SLICES; slice++) {
                crc ^= TABLE[256 * (SLICES - 1 - slice) + ((int) (word >>> (8 * slice)) & 0xff)];
            }
            register = crc;
        }
        while (in.hasRemaining()) {
            update(in.get());
        }
    }

    @Override
    public long getValue() {
        return ~register;
    }

    @Override
    public void reset() {
        register = ~0L;
    }
}
