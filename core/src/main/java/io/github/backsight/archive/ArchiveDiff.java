package io.github.backsight.archive;

import io.github.backsight.parallel.Workers;
import io.github.backsight.progress.Progress;
import io.github.backsight.tile.TileComparison;
import io.github.backsight.tile.TileId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What is different in an archive of tiles since another one, zoom by zoom: by what tiles say, not
/// by their bytes.
///
/// @param zooms the lowest first
/// @param featuresAdded ids that no tile had
/// @param featuresRemoved ids that no tile has
/// @param featuresChanged ids of features with other values in some tile
/// @param featuresReshaped ids of features with another shape in some tile
public record ArchiveDiff(
        List<Zoom> zooms,
        SortedSet<String> featuresAdded,
        SortedSet<String> featuresRemoved,
        SortedSet<String> featuresChanged,
        SortedSet<String> featuresReshaped) {
    public ArchiveDiff {
        zooms = List.copyOf(zooms);
    }

    /// @param changed tiles of both that say something else
    /// @param same tiles of both that say the same, whatever their bytes
    /// @param bytesBefore of all tiles, not compressed
    public record Zoom(
            int zoom, int tilesAdded, int tilesRemoved, int changed, int same, long bytesBefore, long bytesNow) {}

    /// {@return whether all tiles say the same}
    public boolean isEmpty() {
        return zooms.stream().allMatch(zoom -> zoom.tilesAdded() + zoom.tilesRemoved() + zoom.changed() == 0);
    }

    /// {@return what is different in `now`}
    ///
    /// @param id the attribute that names a feature; features without it are named by all their
    /// values
    public static ArchiveDiff of(
            TileArchiveReader before, TileArchiveReader now, String id, int threads, Progress progress)
            throws IOException {
        var all = new TreeSet<>(before.tiles());
        all.addAll(now.tiles());
        var tiles = List.copyOf(all);
        try (var workers = new Workers(threads);
                var step = progress.start("comparing tiles", tiles.size(), Progress.Unit.ITEMS)) {
            var parts = workers.inRanges(tiles.size(), (from, to) -> {
                var tally = new Tally();
                for (var tile : tiles.subList(from, to)) {
                    tally.compare(tile, before, now, id);
                    step.advance(1);
                }
                return tally;
            });
            var whole = new Tally();
            parts.forEach(whole::add);
            return whole.diff();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /// What was seen of some tiles. For one thread.
    private static final class Tally {
        /// By zoom: added, removed, changed, same, bytes before, bytes now.
        private final TreeMap<Integer, long[]> zooms = new TreeMap<>();

        private final TreeSet<String> seenBefore = new TreeSet<>();
        private final TreeSet<String> seenNow = new TreeSet<>();
        private final TreeSet<String> changed = new TreeSet<>();
        private final TreeSet<String> reshaped = new TreeSet<>();

        void compare(TileId tile, TileArchiveReader before, TileArchiveReader now, String id) {
            try {
                compare(
                        tile,
                        before.tile(tile).orElse(new byte[0]),
                        now.tile(tile).orElse(new byte[0]),
                        id);
            } catch (IOException e) {
                throw new UncheckedIOException("tile " + tile + ": " + e.getMessage(), e);
            }
        }

        private void compare(TileId tile, byte[] before, byte[] now, String id) throws IOException {
            var counts = zooms.computeIfAbsent(tile.z(), unused -> new long[6]);
            counts[4] += before.length;
            counts[5] += now.length;
            if (Arrays.equals(before, now)) {
                counts[3]++;
                return;
            }
            var change = TileComparison.of(before, now, id);
            counts[before.length == 0 ? 0 : now.length == 0 ? 1 : change.isEmpty() ? 3 : 2]++;
            seenNow.addAll(change.added());
            seenBefore.addAll(change.removed());
            changed.addAll(change.values());
            reshaped.addAll(change.shapes());
        }

        void add(Tally other) {
            other.zooms.forEach((zoom, counts) -> {
                var here = zooms.computeIfAbsent(zoom, unused -> new long[6]);
                for (int i = 0; i < counts.length; i++) {
                    here[i] += counts[i];
                }
            });
            seenBefore.addAll(other.seenBefore);
            seenNow.addAll(other.seenNow);
            changed.addAll(other.changed);
            reshaped.addAll(other.reshaped);
        }

        ArchiveDiff diff() {
            var list = new ArrayList<Zoom>();
            zooms.forEach((zoom, counts) -> list.add(new Zoom(
                    zoom, (int) counts[0], (int) counts[1], (int) counts[2], (int) counts[3], counts[4], counts[5])));
            // In one tile added and in another removed, as where a border moves: its shape is another.
            var moved = new TreeSet<>(seenNow);
            moved.retainAll(seenBefore);
            reshaped.addAll(moved);
            var added = new TreeSet<>(seenNow);
            added.removeAll(seenBefore);
            added.removeAll(changed);
            added.removeAll(reshaped);
            var removed = new TreeSet<>(seenBefore);
            removed.removeAll(seenNow);
            removed.removeAll(changed);
            removed.removeAll(reshaped);
            return new ArchiveDiff(list, added, removed, changed, reshaped);
        }
    }
}
