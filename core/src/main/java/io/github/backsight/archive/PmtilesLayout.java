package io.github.backsight.archive;

import io.github.backsight.archive.PmtilesHeader.Section;
import io.github.backsight.tile.TileId;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Where everything is in a PMTiles archive, specification v3: clustered, each content once, runs of equal tiles as one
/// entry. It needs to know tiles, not to have them.
///
/// ```
/// 0         127              16384
/// | header  | root directory | tile data | JSON metadata | leaf directories |
/// ```
///
/// Tile data begins where the root directory ends at the latest, so tiles can be written before it is known; what lies
/// between the root directory and byte 16,384 is zero. Memory: about 24 bytes an entry and 100 a content.
///
/// A directory has at least one entry, says the specification. So an archive without tiles gets one that is empty,
/// the first of its lowest zoom, which draws as nothing.
///
/// Not for use by several threads at once.
public final class PmtilesLayout {
    /// Where tile data begins.
    public static final int TILES_START = 16_384;

    private static final int MOST_ROOT_BYTES = TILES_START - PmtilesHeader.BYTES;
    private static final int FIRST_LEAF_ENTRIES = 4096;

    private final TileOrder order = new TileOrder();
    private final PmtilesDirectory entries = new PmtilesDirectory();
    private final Map<ContentHash, Long> offsetOfContent = new HashMap<>();
    private long addressed;
    private long tileBytes;

    /// What stands before and after the tiles.
    ///
    /// @param head the first [#TILES_START] bytes
    /// @param tileBytes how many bytes those tiles have whose content [#add] has found to be new
    /// @param tail all bytes after them
    public record Frame(byte[] head, long tileBytes, byte[] tail) {
        /// {@return the bytes of the whole archive}
        public long size() {
            return head.length + tileBytes + tail.length;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Frame frame
                    && tileBytes == frame.tileBytes
                    && Arrays.equals(head, frame.head)
                    && Arrays.equals(tail, frame.tail);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(head) * 31 + Arrays.hashCode(tail);
        }

        @Override
        public String toString() {
            return "Frame[" + size() + " bytes]";
        }
    }

    /// Adds one tile; tiles come in ascending order.
    ///
    /// @param content of the compressed tile
    /// @param length of the same in bytes
    /// @return whether its bytes come next in the tile data: else they are there already
    /// @throws IllegalArgumentException if the tile is not after the one before
    public boolean add(TileId tile, ContentHash content, int length) {
        long id = order.next(tile);
        var known = offsetOfContent.putIfAbsent(content, tileBytes);
        entries.addTile(id, known == null ? tileBytes : known, length);
        addressed++;
        if (known != null) {
            return false;
        }
        tileBytes += length;
        return true;
    }

    /// {@return the rest of the archive, when all tiles have been added; asked for once}
    public Frame finish(ArchiveMetadata metadata) {
        long written = tileBytes;
        var tail = new ByteArrayOutputStream();
        if (addressed == 0) {
            var nothing = Gzip.compressed(new byte[0]);
            add(new TileId(metadata.lowestZoom(), 0, 0), ContentHash.of(nothing), nothing.length);
            tail.writeBytes(nothing);
        }
        var json = Gzip.compressed(json(metadata));
        var directories = Directories.of(entries);
        tail.writeBytes(json);
        tail.writeBytes(directories.leaves());
        var start = new ByteArrayOutputStream(TILES_START);
        start.writeBytes(header(metadata, json.length, directories).encode());
        start.writeBytes(directories.root());
        return new Frame(Arrays.copyOf(start.toByteArray(), TILES_START), written, tail.toByteArray());
    }

    private PmtilesHeader header(ArchiveMetadata metadata, int jsonBytes, Directories directories) {
        long jsonStart = TILES_START + tileBytes;
        return new PmtilesHeader(
                new Section(PmtilesHeader.BYTES, directories.root().length),
                new Section(jsonStart, jsonBytes),
                new Section(jsonStart + jsonBytes, directories.leaves().length),
                new Section(TILES_START, tileBytes),
                addressed,
                entries.count(),
                offsetOfContent.size(),
                true,
                PmtilesHeader.GZIP,
                PmtilesHeader.GZIP,
                PmtilesHeader.MVT,
                metadata.lowestZoom(),
                metadata.highestZoom(),
                metadata.bounds());
    }

    private static byte[] json(ArchiveMetadata metadata) {
        var document = VectorLayers.JSON.createObjectNode();
        document.put("name", metadata.name());
        document.put("description", metadata.description());
        if (!metadata.attribution().isEmpty()) {
            document.put("attribution", metadata.attribution());
        }
        document.put("type", "overlay");
        document.put("generator", "Backsight");
        VectorLayers.put(document, metadata);
        return document.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// The root directory and, when that would be too long, leaf directories below it.
    private record Directories(byte[] root, byte[] leaves) {
        static Directories of(PmtilesDirectory entries) {
            var root = entries.encode(0, entries.count());
            var directories = new Directories(root, new byte[0]);
            for (int leafEntries = FIRST_LEAF_ENTRIES; directories.root.length > MOST_ROOT_BYTES; leafEntries *= 2) {
                directories = withLeaves(entries, leafEntries);
            }
            return directories;
        }

        private static Directories withLeaves(PmtilesDirectory entries, int leafEntries) {
            var leaves = new ByteArrayOutputStream();
            var root = new PmtilesDirectory();
            for (int from = 0; from < entries.count(); from += leafEntries) {
                var leaf = entries.encode(from, Math.min(from + leafEntries, entries.count()));
                root.add(entries.id(from), 0, leaves.size(), leaf.length);
                leaves.writeBytes(leaf);
            }
            return new Directories(root.encode(0, root.count()), leaves.toByteArray());
        }
    }
}
