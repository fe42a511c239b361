package io.github.backsight.archive;

import io.github.backsight.archive.ArchiveMetadata.Bounds;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The first 127 bytes of a PMTiles archive (specification v3, section 3), all numbers little-endian.
///
/// ```
/// byte  size  holds
///    0     7  "PMTiles"
///    7     1  version, 3
///    8    16  root directory: offset, length          offsets count from the start of the file
///   24    16  JSON metadata: offset, length
///   40    16  leaf directories: offset, length        length 0: there are none
///   56    16  tile data: offset, length
///   72     8  tiles addressed, runs counted out       0: unknown, also in the next two
///   80     8  tile entries
///   88     8  tile contents
///   96     1  1: tile data lies in the order of tile ids
///   97     1  compression of directories and metadata 1: none, 2: gzip
///   98     1  compression of tiles                    1: none, 2: gzip
///   99     1  tile type                               1: MVT
///  100     2  lowest zoom, highest zoom
///  102    16  bounds: west, south, east, north        ten-millionths of a degree, 4 bytes each
///  118     1  zoom to begin with
///  119     8  center: longitude, latitude             ten-millionths of a degree
/// ```
record PmtilesHeader(
        Section root,
        Section metadata,
        Section leaves,
        Section tiles,
        long addressed,
        long entries,
        long contents,
        boolean clustered,
        int directoryCompression,
        int tileCompression,
        int tileType,
        int lowestZoom,
        int highestZoom,
        Bounds bounds) {
    static final int BYTES = 127;
    static final int NONE = 1;
    static final int GZIP = 2;
    static final int MVT = 1;
    private static final byte[] MAGIC = "PMTiles".getBytes(StandardCharsets.UTF_8);
    private static final int VERSION = 3;

    /// A stretch of the file, in bytes.
    record Section(long offset, long length) {
        /// {@return whether `length` bytes at `offset`, counted from the section's start, lie within it}
        boolean holds(long offset, long length) {
            return offset >= 0 && length >= 0 && offset <= this.length - length;
        }
    }

    byte[] encode() {
        var bytes = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(MAGIC).put((byte) VERSION);
        for (var section : new Section[] {root, metadata, leaves, tiles}) {
            bytes.putLong(section.offset()).putLong(section.length());
        }
        bytes.putLong(addressed).putLong(entries).putLong(contents);
        bytes.put((byte) (clustered ? 1 : 0))
                .put((byte) directoryCompression)
                .put((byte) tileCompression)
                .put((byte) tileType);
        bytes.put((byte) lowestZoom).put((byte) highestZoom);
        bytes.putInt(toE7(bounds.west())).putInt(toE7(bounds.south()));
        bytes.putInt(toE7(bounds.east())).putInt(toE7(bounds.north()));
        bytes.put((byte) lowestZoom);
        bytes.putInt(toE7(bounds.centerLongitude())).putInt(toE7(bounds.centerLatitude()));
        return bytes.array();
    }

    /// {@return the header at the start of a file}
    ///
    /// @param first the first bytes of the file, [#BYTES] of them or the whole file
    /// @param size the size of the file
    /// @throws IOException if this is no PMTiles archive of version 3, or a section does not lie in the file
    static PmtilesHeader decode(byte[] first, long size, String archive) throws IOException {
        if (first.length < MAGIC.length || !Arrays.equals(first, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new IOException(archive + " is no PMTiles archive: it does not begin with 'PMTiles'");
        }
        if (first.length < BYTES) {
            throw new IOException(archive + " is damaged: it has " + first.length + " bytes, a header has " + BYTES);
        }
        if (first[MAGIC.length] != VERSION) {
            throw new IOException(archive + " is PMTiles version " + first[MAGIC.length] + "; only 3 can be read");
        }
        var bytes = ByteBuffer.wrap(first).order(ByteOrder.LITTLE_ENDIAN).position(MAGIC.length + 1);
        var root = section(bytes, "root directory", size, archive);
        var metadata = section(bytes, "metadata", size, archive);
        var leaves = section(bytes, "leaf directories", size, archive);
        var tiles = section(bytes, "tile data", size, archive);
        long addressed = bytes.getLong();
        long entries = bytes.getLong();
        long contents = bytes.getLong();
        boolean clustered = bytes.get() == 1;
        try {
            return new PmtilesHeader(
                    root,
                    metadata,
                    leaves,
                    tiles,
                    addressed,
                    entries,
                    contents,
                    clustered,
                    bytes.get(),
                    bytes.get(),
                    bytes.get(),
                    bytes.get(),
                    bytes.get(),
                    new Bounds(fromE7(bytes), fromE7(bytes), fromE7(bytes), fromE7(bytes)));
        } catch (IllegalArgumentException fault) {
            throw new IOException(archive + " is damaged: " + fault.getMessage(), fault);
        }
    }

    private static Section section(ByteBuffer bytes, String name, long size, String archive) throws IOException {
        var section = new Section(bytes.getLong(), bytes.getLong());
        if (!new Section(0, size).holds(section.offset(), section.length())) {
            throw new IOException(archive + " is damaged: its " + name + " (" + section.length() + " bytes at "
                    + section.offset() + ") lies outside the file of " + size + " bytes");
        }
        return section;
    }

    private static int toE7(double degrees) {
        return (int) Math.rint(degrees * 1e7);
    }

    private static double fromE7(ByteBuffer bytes) {
        return bytes.getInt() / 1e7;
    }
}
