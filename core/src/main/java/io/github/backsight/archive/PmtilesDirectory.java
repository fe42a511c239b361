package io.github.backsight.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;

/// The entries of a PMTiles directory (specification v3, section 4), in ascending order of tile id.
///
/// Entry `i` says that the tiles `id[i]` to `id[i] + run[i]` (exclusive) are the `length[i]` bytes at `offset[i]`
/// of the tile data; a run of 0 says that those bytes of the leaf section are the directory of the tiles from
/// `id[i]` on.
final class PmtilesDirectory {
    /// One more than the highest tile id, that of the last tile of zoom 26.
    private static final long ID_END = ((1L << 54) - 1) / 3;

    private long[] id;
    private int[] run;
    private int[] length;
    private long[] offset;
    private int count;

    PmtilesDirectory() {
        this(1 << 10);
    }

    private PmtilesDirectory(int capacity) {
        id = new long[capacity];
        run = new int[capacity];
        length = new int[capacity];
        offset = new long[capacity];
    }

    int count() {
        return count;
    }

    long id(int entry) {
        return id[entry];
    }

    int run(int entry) {
        return run[entry];
    }

    int length(int entry) {
        return length[entry];
    }

    long offset(int entry) {
        return offset[entry];
    }

    boolean isLeaf(int entry) {
        return run[entry] == 0;
    }

    /// {@return the last entry that does not begin after `tile`, or -1}
    int find(long tile) {
        int place = Arrays.binarySearch(id, 0, count, tile);
        return place >= 0 ? place : -place - 2;
    }

    /// Adds one tile, as part of the last entry's run when it goes on there with the same bytes.
    void addTile(long tile, long tileOffset, int tileLength) {
        int last = count - 1;
        if (last >= 0 && offset[last] == tileOffset && id[last] + run[last] == tile && run[last] < Integer.MAX_VALUE) {
            run[last]++;
        } else {
            add(tile, 1, tileOffset, tileLength);
        }
    }

    /// Adds one entry.
    void add(long firstTile, int tiles, long start, int bytes) {
        if (count == id.length) {
            id = Arrays.copyOf(id, count * 2);
            run = Arrays.copyOf(run, count * 2);
            length = Arrays.copyOf(length, count * 2);
            offset = Arrays.copyOf(offset, count * 2);
        }
        id[count] = firstTile;
        run[count] = tiles;
        length[count] = bytes;
        offset[count] = start;
        count++;
    }

    /// {@return the entries `from` to `to` (exclusive) as stored, compressed}
    byte[] encode(int from, int to) {
        var bytes = new ByteArrayOutputStream((to - from) * 6 + 10);
        writeVarint(bytes, to - from);
        for (int i = from; i < to; i++) {
            writeVarint(bytes, i == from ? id[i] : id[i] - id[i - 1]);
        }
        for (int i = from; i < to; i++) {
            writeVarint(bytes, run[i]);
        }
        for (int i = from; i < to; i++) {
            writeVarint(bytes, length[i]);
        }
        for (int i = from; i < to; i++) {
            boolean follows = i > from && offset[i] == offset[i - 1] + length[i - 1];
            writeVarint(bytes, follows ? 0 : offset[i] + 1);
        }
        return Gzip.compressed(bytes.toByteArray());
    }

    /// {@return the directory that `plain` (not compressed) holds}
    ///
    /// @throws IOException if it ends early, promises more entries than it has bytes for, or is not in order
    static PmtilesDirectory decode(byte[] plain, String archive) throws IOException {
        var in = new Varints(plain, archive);
        long count = in.next();
        if (count > plain.length / 4) {
            throw new IOException(archive + " is damaged: a directory of " + plain.length + " bytes cannot hold "
                    + count + " entries");
        }
        var directory = new PmtilesDirectory((int) count);
        directory.count = (int) count;
        for (int i = 0; i < count; i++) {
            directory.id[i] = in.next() + (i == 0 ? 0 : directory.id[i - 1]);
        }
        for (int i = 0; i < count; i++) {
            directory.run[i] = in.nextInt();
        }
        for (int i = 0; i < count; i++) {
            directory.length[i] = in.nextInt();
        }
        for (int i = 0; i < count; i++) {
            long offset = in.next();
            directory.offset[i] = offset == 0 && i > 0 ? directory.offset[i - 1] + directory.length[i - 1] : offset - 1;
        }
        directory.check(archive);
        return directory;
    }

    private void check(String archive) throws IOException {
        for (int i = 0; i < count; i++) {
            long end = i + 1 < count ? id[i + 1] : ID_END;
            boolean ordered = id[i] >= 0 && id[i] < end && run[i] <= end - id[i];
            if (!ordered || length[i] == 0 || offset[i] < 0) {
                throw new IOException(archive + " is damaged: entry " + i + " of a directory (tile " + id[i] + ", run "
                        + run[i] + ", " + length[i] + " bytes at " + offset[i] + ") cannot be");
            }
        }
    }

    private static void writeVarint(ByteArrayOutputStream bytes, long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes.write((int) (rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        bytes.write((int) rest);
    }

    /// Reads variable-width integers (protobuf) that must not be negative as 64-bit numbers.
    private static final class Varints {
        private final byte[] bytes;
        private final String archive;
        private int position;

        Varints(byte[] bytes, String archive) {
            this.bytes = bytes;
            this.archive = archive;
        }

        long next() throws IOException {
            long value = 0;
            for (int shift = 0; shift < 63; shift += 7) {
                if (position == bytes.length) {
                    throw new IOException(archive + " is damaged: a directory ends in the middle");
                }
                byte part = bytes[position++];
                value |= (long) (part & 0x7F) << shift;
                if (part >= 0) {
                    return value;
                }
            }
            throw new IOException(archive + " is damaged: a directory holds a number of more than 63 bits");
        }

        int nextInt() throws IOException {
            long value = next();
            if (value > Integer.MAX_VALUE) {
                throw new IOException(archive + " is damaged: a directory holds a run or length of " + value);
            }
            return (int) value;
        }
    }
}
