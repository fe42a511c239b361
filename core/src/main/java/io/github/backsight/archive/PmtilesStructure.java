package io.github.backsight.archive;

import io.github.backsight.archive.PmtilesHeader.Section;
import io.github.backsight.tile.TileId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Whether a PMTiles archive is put together as specification v3 asks, and as [PmtilesWriter] does it.
///
/// More than [PmtilesReader] needs to read tiles: an archive with a wrong count, or with tile data that no entry
/// speaks of, can be read and is still not what was written.
public final class PmtilesStructure {
    /// The root directory lies in the first 16 KiB, says the specification (section 2), so that clients get it with
    /// the header.
    private static final int ROOT_END = 16_384;

    private final PmtilesReader reader;
    private final PmtilesHeader header;
    private final List<String> faults = new ArrayList<>();

    /// Lengths of the contents seen so far, by where they begin in the tile data.
    private final Map<Long, Integer> contents = new HashMap<>();

    private long entries;
    private long addressed;
    private long nextTile;
    private long contentBytes;
    private boolean scattered;

    private PmtilesStructure(PmtilesReader reader) {
        this.reader = reader;
        this.header = reader.header();
    }

    /// {@return what is wrong with the archive, a sentence each; empty when nothing is}
    ///
    /// @throws IOException if there is no such file
    public static List<String> faults(Path archive) throws IOException {
        if (!Files.isReadable(archive)) {
            throw new IOException(archive + " cannot be read");
        }
        try (var reader = PmtilesReader.open(archive)) {
            var structure = new PmtilesStructure(reader);
            structure.look();
            return List.copyOf(structure.faults);
        } catch (IOException fault) {
            return List.of(String.valueOf(fault.getMessage()));
        }
    }

    private void look() {
        lookAtHeader();
        try {
            walk(reader.root(), Long.MAX_VALUE, 1);
            compareWithHeader();
        } catch (IOException fault) {
            faults.add(String.valueOf(fault.getMessage()));
        }
        try {
            var unused = reader.metadata();
        } catch (IOException fault) {
            faults.add(String.valueOf(fault.getMessage()));
        }
    }

    private void lookAtHeader() {
        require(
                header.tileType() == PmtilesHeader.MVT,
                "its tiles are said to be of type " + header.tileType() + ", not vector tiles (1)");
        require(
                header.root().offset() + header.root().length() <= ROOT_END,
                "its root directory ends beyond byte " + ROOT_END);
        require(header.clustered(), "its tiles are not said to lie in order (clustered)");
        var sections = Stream.of(
                        new Section(0, PmtilesHeader.BYTES),
                        header.root(),
                        header.metadata(),
                        header.leaves(),
                        header.tiles())
                .filter(section -> section.length() > 0)
                .sorted(Comparator.comparingLong(Section::offset))
                .toList();
        for (int i = 1; i < sections.size(); i++) {
            var before = sections.get(i - 1);
            require(
                    before.offset() + before.length() <= sections.get(i).offset(),
                    "two of its sections overlap at byte " + sections.get(i).offset());
        }
    }

    /// @param end the first tile that the directory may not speak of
    private void walk(PmtilesDirectory directory, long end, int level) throws IOException {
        if (level > PmtilesReader.MOST_LEVELS) {
            throw new IOException("its directories lie more than " + PmtilesReader.MOST_LEVELS + " levels deep");
        }
        if (directory.count() == 0) {
            faults.add("a directory of it has no entries");
        }
        for (int entry = 0; entry < directory.count(); entry++) {
            long first = directory.id(entry);
            if (first < nextTile || first >= end || directory.run(entry) > end - first) {
                throw new IOException("its directories are not in ascending order at tile " + first);
            }
            if (directory.isLeaf(entry)) {
                long next = entry + 1 < directory.count() ? directory.id(entry + 1) : end;
                walk(reader.leaf(directory, entry), next, level + 1);
            } else {
                look(directory, entry);
            }
        }
    }

    private void look(PmtilesDirectory directory, int entry) throws IOException {
        long first = directory.id(entry);
        long offset = directory.offset(entry);
        int length = directory.length(entry);
        entries++;
        addressed += directory.run(entry);
        nextTile = first + directory.run(entry);
        if (!header.tiles().holds(offset, length)) {
            throw new IOException("an entry, of tile " + TileId.atHilbert(first) + ", points outside the tile data ("
                    + length + " bytes at " + offset + " of " + header.tiles().length() + ")");
        }
        var known = contents.putIfAbsent(offset, length);
        if (known == null) {
            scattered |= offset != contentBytes;
            contentBytes += length;
        } else if (known != length) {
            faults.add("entries disagree on how long the content at " + offset + " is: " + known + " or " + length);
        }
        requireZoom(TileId.atHilbert(first));
        requireZoom(TileId.atHilbert(nextTile - 1));
    }

    private void requireZoom(TileId tile) throws IOException {
        if (tile.z() < header.lowestZoom() || tile.z() > header.highestZoom()) {
            throw new IOException("it has tile " + tile + ", and is said to have zooms " + header.lowestZoom() + " to "
                    + header.highestZoom());
        }
    }

    private void compareWithHeader() {
        compare("tiles", header.addressed(), addressed);
        compare("entries", header.entries(), entries);
        compare("contents", header.contents(), contents.size());
        require(
                contentBytes == header.tiles().length(),
                "its entries speak of " + contentBytes + " bytes of tile data, which has "
                        + header.tiles().length());
        require(!scattered || contentBytes != header.tiles().length(), "its tiles do not lie in their order");
    }

    /// A header may say 0: not counted.
    private void compare(String what, long said, long counted) {
        require(
                said == 0 || said == counted,
                "its header counts " + said + " " + what + ", its directories " + counted);
    }

    private void require(boolean holds, String fault) {
        if (!holds) {
            faults.add(fault);
        }
    }
}
