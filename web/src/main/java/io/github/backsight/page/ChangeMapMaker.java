package io.github.backsight.page;

import io.github.backsight.archive.TileArchiveReader;
import io.github.backsight.parallel.Workers;
import io.github.backsight.progress.Progress;
import io.github.backsight.tile.Gzip;
import io.github.backsight.tile.OverlaidTile;
import io.github.backsight.tile.OverlaidTile.Kept;
import io.github.backsight.tile.TileId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// Makes the map of a page from the tiles of both sides: every feature at the lowest zooms, and what is
/// marked at higher ones, as many as a page may hold.
///
/// @param id the attribute that names a feature
/// @param value the attribute that gives a feature its colour; empty where none does
/// @param marks of features, by name: 1 for what has changed, 2 for what matters most of it
public record ChangeMapMaker(String id, Optional<String> value, Map<String, Integer> marks, int threads) {
    /// Bytes of compressed tiles with every feature; the lowest zoom is always taken.
    private static final int MOST_BYTES = 4_000_000;

    /// Bytes of compressed tiles with what is marked.
    private static final int MOST_DETAIL_BYTES = 3_000_000;

    /// Finer than this, what a border does between two street corners, is for the map itself.
    private static final int HIGHEST_ZOOM = 10;

    /// More points than these cover each other.
    private static final int MOST_POINTS = 4_000;

    private static final int COMPRESSION_LEVEL = 9;

    public ChangeMapMaker {
        marks = Map.copyOf(marks);
    }

    /// One side of the map.
    ///
    /// @param features tiles whose features have ids
    /// @param overview tiles for the zooms below theirs, whose features have none, and their attribute
    public record Side(TileArchiveReader features, Optional<Overview> overview) {}

    /// @param value the attribute that gives a feature its colour
    public record Overview(TileArchiveReader tiles, String value) {}

    /// {@return the map}
    ///
    /// @throws IOException if a tile cannot be read
    public ChangeMap make(Side before, Side now, Progress progress) throws IOException {
        int lowest = Math.min(
                before.features().metadata().lowestZoom(),
                now.features().metadata().lowestZoom());
        int highest = Math.max(
                before.features().metadata().highestZoom(),
                now.features().metadata().highestZoom());
        var sights = FeatureSights.of(before.features(), now.features(), lowest, highest, id, value, marks);
        var tiles = new LinkedHashMap<TileId, byte[]>();
        try (var workers = new Workers(threads)) {
            int from = overview(before, now, lowest, tiles, workers, progress);
            int everyTo = lowest;
            tiles.putAll(zoom(before, now, lowest, Kept.ALL, workers, progress));
            int most = Math.max(lowest, Math.min(HIGHEST_ZOOM, highest));
            while (everyTo < most) {
                var next = zoom(before, now, everyTo + 1, Kept.ALL, workers, progress);
                if (bytes(tiles) + bytes(next) > MOST_BYTES) {
                    break;
                }
                tiles.putAll(next);
                everyTo++;
            }
            int detailTo = detail(before, now, everyTo, most, tiles, workers, progress);
            return new ChangeMap(
                    tiles,
                    from,
                    everyTo,
                    detailTo,
                    sights.bounds(),
                    sights.colours(),
                    points(sights.places()),
                    sights.places());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private int overview(Side before, Side now, int end, Map<TileId, byte[]> tiles, Workers workers, Progress progress)
            throws IOException {
        if (before.overview().isEmpty() || now.overview().isEmpty()) {
            return end;
        }
        var then = before.overview().get();
        var today = now.overview().get();
        int from = Math.min(
                then.tiles().metadata().lowestZoom(), today.tiles().metadata().lowestZoom());
        for (int zoom = from; zoom < end; zoom++) {
            tiles.putAll(
                    new Overlay(then.tiles(), today.tiles(), today.value(), Kept.ALL, zoom).tiles(workers, progress));
        }
        return Math.min(from, end);
    }

    private int detail(
            Side before, Side now, int everyTo, int most, Map<TileId, byte[]> tiles, Workers workers, Progress progress)
            throws IOException {
        int detailTo = everyTo;
        int left = MOST_DETAIL_BYTES;
        while (detailTo < most && !marks.isEmpty()) {
            var next = zoom(before, now, detailTo + 1, Kept.MARKED, workers, progress);
            left -= bytes(next);
            if (left < 0) {
                break;
            }
            tiles.putAll(next);
            detailTo++;
        }
        return detailTo;
    }

    private Map<TileId, byte[]> zoom(Side before, Side now, int zoom, Kept kept, Workers workers, Progress progress)
            throws IOException {
        return new Overlay(before.features(), now.features(), value.orElse(""), kept, zoom).tiles(workers, progress);
    }

    /// What two archives have at one zoom.
    private final class Overlay {
        private final TileArchiveReader before;
        private final TileArchiveReader now;
        private final String value;
        private final Kept kept;
        private final int zoom;

        Overlay(TileArchiveReader before, TileArchiveReader now, String value, Kept kept, int zoom) {
            this.before = before;
            this.now = now;
            this.value = value;
            this.kept = kept;
            this.zoom = zoom;
        }

        Map<TileId, byte[]> tiles(Workers workers, Progress progress) throws IOException {
            var all = new TreeSet<TileId>();
            for (var archive : List.of(before, now)) {
                archive.tiles().stream().filter(tile -> tile.z() == zoom).forEach(all::add);
            }
            var list = List.copyOf(all);
            var made = new LinkedHashMap<TileId, byte[]>();
            try (var step = progress.start("drawing zoom " + zoom, list.size(), Progress.Unit.ITEMS)) {
                workers.inRanges(list.size(), (from, to) -> some(list.subList(from, to), step))
                        .forEach(made::putAll);
            }
            return made;
        }

        private Map<TileId, byte[]> some(List<TileId> tiles, Progress.Step step) {
            var made = new LinkedHashMap<TileId, byte[]>();
            try (var gzip = new Gzip(COMPRESSION_LEVEL)) {
                for (var tile : tiles) {
                    overlaid(tile).ifPresent(plain -> made.put(tile, gzip.compress(plain)));
                    step.advance(1);
                }
            }
            return made;
        }

        private Optional<byte[]> overlaid(TileId tile) {
            try {
                return OverlaidTile.of(
                        before.tile(tile).orElse(new byte[0]),
                        now.tile(tile).orElse(new byte[0]),
                        id,
                        value,
                        name -> marks.getOrDefault(name, 0),
                        kept);
            } catch (IOException e) {
                throw new UncheckedIOException("tile " + tile + ": " + e.getMessage(), e);
            }
        }
    }

    private List<Place> points(Map<String, Place> places) {
        int worst = marks.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        var points = places.entrySet().stream()
                .filter(place -> marks.getOrDefault(place.getKey(), 0) == worst)
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .toList();
        return points.size() > MOST_POINTS ? List.of() : points;
    }

    private static int bytes(Map<TileId, byte[]> tiles) {
        return tiles.values().stream().mapToInt(tile -> tile.length).sum();
    }
}
