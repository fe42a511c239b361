package io.github.backsight.archive;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hasher128;
import com.dynatrace.hash4j.hashing.Hashing;
import io.github.backsight.archive.PmtilesHeader.Section;
import io.github.backsight.draft.Draft;
import io.github.backsight.tile.TileId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// Writes a PMTiles archive, specification v3: clustered, each content once, runs of equal tiles as one entry.
///
/// ```
/// 0         127              16384
/// | header  | root directory | tile data | JSON metadata | leaf directories |
/// ```
///
/// Tile data begins where the root directory ends at the latest, so tiles are written once, as they come; what lies
/// between the root directory and byte 16,384 is zero. Memory: about 24 bytes an entry and 100 a content.
///
/// A directory has at least one entry, says the specification. So an archive without tiles gets one that is empty,
/// the first of its lowest zoom, which draws as nothing.
public final class PmtilesWriter implements TileArchiveWriter {
    private static final int TILES_START = 16_384;
    private static final int MOST_ROOT_BYTES = TILES_START - PmtilesHeader.BYTES;
    private static final int FIRST_LEAF_ENTRIES = 4096;
    private static final Hasher128 HASHER = Hashing.xxh3_128();

    private final Draft draft;
    private final OutputStream out;
    private final TileOrder order = new TileOrder();
    private final PmtilesDirectory entries = new PmtilesDirectory();
    private final Map<HashValue128, Long> offsetOfContent = new HashMap<>();
    private long addressed;
    private long tileBytes;

    private PmtilesWriter(Draft draft, OutputStream out) {
        this.draft = draft;
        this.out = out;
    }

    /// Begins an archive that will be named `target`; an older file of that name stays until [#finish].
    public static PmtilesWriter to(Path target) throws IOException {
        var draft = Draft.of(target);
        return new PmtilesWriter(draft, draft.stream(TILES_START));
    }

    @Override
    public void add(EncodedTile tile) throws IOException {
        long id = order.next(tile.id());
        var bytes = tile.gzipped();
        // 128 bits: among a billion contents two different ones share a hash with a chance of about 1e-21.
        var known = offsetOfContent.putIfAbsent(HASHER.hashBytesTo128Bits(bytes), tileBytes);
        entries.addTile(id, known == null ? tileBytes : known, bytes.length);
        addressed++;
        if (known == null) {
            out.write(bytes);
            tileBytes += bytes.length;
        }
    }

    @Override
    public void finish(ArchiveMetadata metadata) throws IOException {
        if (addressed == 0) {
            var nothing = new byte[0];
            add(new EncodedTile(new TileId(metadata.lowestZoom(), 0, 0), nothing, Gzip.compressed(nothing)));
        }
        var json = Gzip.compressed(json(metadata));
        var directories = Directories.of(entries);
        out.write(json);
        out.write(directories.leaves());
        out.close();
        var header = header(metadata, json.length, directories);
        try (var start = draft.stream(0)) {
            start.write(header.encode());
            start.write(directories.root());
        }
        draft.publish();
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

    @Override
    public void close() throws IOException {
        try (draft) {
            out.close();
        }
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
