package io.github.backsight.archive;

import io.github.backsight.archive.PmtilesHeader.Section;
import io.github.backsight.tile.TileId;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Reads a PMTiles archive, specification v3, with plain or gzipped directories and tiles.
///
/// Trusts nothing in the file: what points outside of its section, is out of order, or unpacks to more than
/// [Gzip#MOST_BYTES] is an [IOException] that names the archive. Leaf directories are kept once read,
/// so that a tile costs one read of its bytes.
public final class PmtilesReader implements TileArchiveReader {
    /// Root, leaves, and one level that the specification discourages.
    static final int MOST_LEVELS = 3;

    private static final int MOST_LISTED = 1 << 26;

    private final String archive;
    private final ArchiveBytes bytes;
    private final PmtilesHeader header;
    private final PmtilesDirectory root;
    private final Map<Section, PmtilesDirectory> leaves = new ConcurrentHashMap<>();

    private PmtilesReader(String archive, ArchiveBytes bytes) throws IOException {
        this.archive = archive;
        this.bytes = bytes;
        long size = bytes.size();
        this.header = PmtilesHeader.decode(bytes(0, (int) Math.min(size, PmtilesHeader.BYTES)), size, archive);
        this.root = directory(header.root());
    }

    /// @throws IOException if `archive` cannot be read or is damaged
    public static PmtilesReader open(Path archive) throws IOException {
        return open(archive.toString(), ArchiveBytes.of(archive));
    }

    /// Reads an archive that lies elsewhere than in a file, by parts.
    ///
    /// @param archive what it is called in messages
    /// @param bytes closed with the reader, and at once if this fails
    /// @throws IOException if the archive cannot be read or is damaged
    public static PmtilesReader open(String archive, ArchiveBytes bytes) throws IOException {
        try {
            return new PmtilesReader(archive, bytes);
        } catch (IOException | RuntimeException fault) {
            bytes.close();
            throw fault;
        }
    }

    PmtilesHeader header() {
        return header;
    }

    PmtilesDirectory root() {
        return root;
    }

    @Override
    public ArchiveMetadata metadata() throws IOException {
        var json = new String(unpacked(header.metadata(), "the metadata"), StandardCharsets.UTF_8);
        var document = VectorLayers.parse(json, archive);
        var layer = VectorLayers.first(document, archive);
        try {
            return new ArchiveMetadata(
                    document.path("name").asString(""),
                    document.path("description").asString(""),
                    document.path("attribution").asString(""),
                    layer.id(),
                    layer.fields(),
                    header.lowestZoom(),
                    header.highestZoom(),
                    header.bounds());
        } catch (IllegalArgumentException fault) {
            throw new IOException(archive + " is damaged: " + fault.getMessage(), fault);
        }
    }

    @Override
    public Optional<byte[]> tile(TileId id) throws IOException {
        var section = section(id);
        return section.isEmpty()
                ? Optional.empty()
                : Optional.of(plain(bytes(section.get()), header.tileCompression(), "tile " + id));
    }

    @Override
    public Optional<byte[]> storedTile(TileId id) throws IOException {
        if (header.tileCompression() != PmtilesHeader.GZIP) {
            return tile(id);
        }
        var section = section(id);
        return section.isEmpty() ? Optional.empty() : Optional.of(bytes(section.get()));
    }

    /// {@return where the bytes of a tile lie in the archive}
    private Optional<Section> section(TileId id) throws IOException {
        long place = id.hilbert();
        var directory = root;
        for (int level = 1; level <= MOST_LEVELS; level++) {
            int entry = directory.find(place);
            if (entry < 0) {
                return Optional.empty();
            }
            if (!directory.isLeaf(entry)) {
                boolean inRun = place - directory.id(entry) < directory.run(entry);
                return inRun
                        ? Optional.of(within(header.tiles(), directory, entry, "the tile data"))
                        : Optional.empty();
            }
            directory = leaf(directory, entry);
        }
        throw tooDeep();
    }

    @Override
    public List<TileId> tiles() throws IOException {
        List<TileId> tiles = new ArrayList<>();
        list(root, 0, Long.MAX_VALUE, 1, tiles);
        return tiles;
    }

    /// Lists the tiles of `directory`, which may only speak of ids `from` to `end` (exclusive): so no directory is
    /// listed twice, even in a file that was made to hurt.
    private void list(PmtilesDirectory directory, long from, long end, int level, List<TileId> tiles)
            throws IOException {
        if (level > MOST_LEVELS) {
            throw tooDeep();
        }
        for (int entry = 0; entry < directory.count(); entry++) {
            long first = directory.id(entry);
            long next = entry + 1 < directory.count() ? directory.id(entry + 1) : end;
            if (first < from || first >= end || directory.run(entry) > end - first) {
                throw new IOException(archive + " is damaged: a leaf directory lists tile " + first
                        + ", which is not among those it was asked for");
            }
            if (directory.isLeaf(entry)) {
                list(leaf(directory, entry), first, next, level + 1, tiles);
            } else if (tiles.size() + (long) directory.run(entry) > MOST_LISTED) {
                throw new IOException(archive + " is refused: it lists more than " + MOST_LISTED + " tiles");
            }
            for (int tile = 0; tile < directory.run(entry); tile++) {
                tiles.add(TileId.atHilbert(first + tile));
            }
        }
    }

    /// {@return the directory that a leaf entry of `parent` speaks of}
    PmtilesDirectory leaf(PmtilesDirectory parent, int entry) throws IOException {
        var section = within(header.leaves(), parent, entry, "the leaf directories");
        var known = leaves.get(section);
        if (known != null) {
            return known;
        }
        var leaf = directory(section);
        leaves.put(section, leaf);
        return leaf;
    }

    private Section within(Section whole, PmtilesDirectory directory, int entry, String name) throws IOException {
        long offset = directory.offset(entry);
        int length = directory.length(entry);
        if (!whole.holds(offset, length)) {
            throw new IOException(archive + " is damaged: an entry points outside " + name + " (" + length
                    + " bytes at " + offset + " of " + whole.length() + ")");
        }
        return new Section(whole.offset() + offset, length);
    }

    private PmtilesDirectory directory(Section section) throws IOException {
        return PmtilesDirectory.decode(unpacked(section, "a directory"), archive);
    }

    private byte[] unpacked(Section section, String what) throws IOException {
        if (section.length() > Gzip.MOST_BYTES) {
            throw new IOException(archive + " is refused: " + what + " has " + section.length() + " bytes");
        }
        return plain(bytes(section), header.directoryCompression(), what);
    }

    private byte[] plain(byte[] stored, int compression, String what) throws IOException {
        return switch (compression) {
            case PmtilesHeader.NONE -> stored;
            case PmtilesHeader.GZIP -> Gzip.plain(stored, what + " of " + archive);
            default ->
                throw new IOException(archive + " compresses " + what + " by method " + compression
                        + "; only none (1) and gzip (2) can be read");
        };
    }

    private byte[] bytes(Section section) throws IOException {
        return bytes(section.offset(), (int) section.length());
    }

    private byte[] bytes(long offset, int length) throws IOException {
        var read = bytes.read(offset, length);
        if (read.length != length) {
            throw new EOFException(archive + " became shorter while it was read");
        }
        return read;
    }

    private IOException tooDeep() {
        return new IOException(archive + " is damaged: directories lie more than " + MOST_LEVELS + " levels deep");
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
