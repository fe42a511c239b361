package io.github.backsight.check;

import io.github.backsight.archive.TileArchiveReader;
import io.github.backsight.parallel.Workers;
import io.github.backsight.progress.Progress;
import io.github.backsight.store.Sha256;
import io.github.backsight.tile.TileContent;
import io.github.backsight.tile.TileId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// What an archive of tiles holds: each tile of it was read.
///
/// @param zooms those that have tiles, the lowest first
/// @param tiles those that could be read, in the order of the archive
/// @param broken why the others could not
public record TileCensus(SortedMap<Integer, Zoom> zooms, Map<TileId, Tile> tiles, Map<TileId, String> broken) {
    public TileCensus {
        zooms = Collections.unmodifiableSortedMap(new TreeMap<>(zooms));
        tiles = Collections.unmodifiableMap(new LinkedHashMap<>(tiles));
        broken = Collections.unmodifiableMap(new LinkedHashMap<>(broken));
    }

    /// @param tiles also those that could not be read
    /// @param features pieces of them: a feature counts in each tile that it lies in
    /// @param bytes of all tiles, not compressed
    /// @param ids of its features
    public record Zoom(int tiles, long features, long bytes, Set<String> ids) {
        static final Zoom EMPTY = new Zoom(0, 0, 0, Set.of());

        public Zoom {
            ids = Collections.unmodifiableSet(new HashSet<>(ids));
        }
    }

    /// @param sha256 of the tile, not compressed
    public record Tile(int features, Sha256 sha256) {}

    /// How closely tiles are looked at, each by itself.
    @FunctionalInterface
    private interface Look {
        TileContent at(byte[] plain) throws IOException;
    }

    /// {@return what the archive holds, every byte of its tiles looked at}
    ///
    /// @param layer what the layer of every tile is called
    /// @param id the attribute that names a feature
    /// @throws IOException if its tiles cannot be listed
    public static TileCensus strictly(
            TileArchiveReader archive, String layer, String id, int threads, Progress progress) throws IOException {
        return of(
                archive,
                plain -> {
                    var content = TileContent.strictly(plain, id);
                    if (content.layers().stream().anyMatch(name -> !name.equals(layer))) {
                        throw new IOException("it has the layers " + content.layers() + ", not '" + layer + "'");
                    }
                    return content;
                },
                threads,
                progress);
    }

    /// {@return what the archive holds, its shapes and most attributes passed over}
    ///
    /// @param id the attribute that names a feature
    /// @throws IOException if its tiles cannot be listed
    public static TileCensus quickly(TileArchiveReader archive, String id, int threads, Progress progress)
            throws IOException {
        return of(archive, plain -> TileContent.quickly(plain, id), threads, progress);
    }

    private static TileCensus of(TileArchiveReader archive, Look look, int threads, Progress progress)
            throws IOException {
        var tiles = archive.tiles();
        try (var workers = new Workers(threads);
                var step = progress.start("reading tiles", tiles.size(), Progress.Unit.ITEMS)) {
            var whole = new Tally();
            workers.inRanges(tiles.size(), (from, to) -> {
                        var tally = new Tally();
                        for (var tile : tiles.subList(from, to)) {
                            tally.count(tile, archive, look);
                            step.advance(1);
                        }
                        return tally;
                    })
                    .forEach(whole::add);
            return whole.census();
        }
    }

    /// {@return a digest over every tile's place and plain bytes, in order, as a build makes it}
    public Sha256 digest() {
        var digest = Sha256.start();
        tiles.forEach((id, tile) -> {
            digest.update(id.toString().getBytes(StandardCharsets.US_ASCII));
            digest.update((byte) 0);
            digest.update(HexFormat.of().parseHex(tile.sha256().hex()));
        });
        return Sha256.finished(digest.digest());
    }

    /// {@return what that zoom holds}
    public Zoom zoom(int zoom) {
        return zooms.getOrDefault(zoom, Zoom.EMPTY);
    }

    /// {@return the zoom that has every feature}
    public Zoom highest() {
        return zooms.isEmpty() ? Zoom.EMPTY : zoom(zooms.lastKey());
    }

    /// {@return how many features a tile has; 0 where there is none}
    int featuresIn(TileId id) {
        var tile = tiles.get(id);
        return tile == null ? 0 : tile.features();
    }

    /// What was seen of some tiles. For one thread.
    private static final class Tally {
        private final TreeMap<Integer, Sums> zooms = new TreeMap<>();
        private final Map<TileId, Tile> tiles = new LinkedHashMap<>();
        private final Map<TileId, String> broken = new LinkedHashMap<>();

        private static final class Sums {
            private int tiles;
            private long features;
            private long bytes;
            private final Set<String> ids = new HashSet<>();
        }

        void count(TileId id, TileArchiveReader archive, Look look) {
            var sums = zooms.computeIfAbsent(id.z(), unused -> new Sums());
            sums.tiles++;
            try {
                var plain = archive.tile(id).orElseThrow(() -> new IOException("it is listed, and not there"));
                var content = look.at(plain);
                sums.features += content.features();
                sums.bytes += plain.length;
                sums.ids.addAll(content.ids());
                tiles.put(id, new Tile(content.features(), Sha256.of(plain)));
            } catch (IOException e) {
                broken.put(id, String.valueOf(e.getMessage()));
            }
        }

        void add(Tally other) {
            other.zooms.forEach((zoom, sums) -> {
                var here = zooms.computeIfAbsent(zoom, unused -> new Sums());
                here.tiles += sums.tiles;
                here.features += sums.features;
                here.bytes += sums.bytes;
                here.ids.addAll(sums.ids);
            });
            tiles.putAll(other.tiles);
            broken.putAll(other.broken);
        }

        TileCensus census() {
            var all = new TreeMap<Integer, Zoom>();
            zooms.forEach((zoom, sums) -> all.put(zoom, new Zoom(sums.tiles, sums.features, sums.bytes, sums.ids)));
            return new TileCensus(all, tiles, broken);
        }
    }

    /// {@return the digest of each tile of another archive that is to hold the same}
    ///
    /// @throws IOException if its tiles cannot be listed, or one cannot be read
    public static Map<TileId, Sha256> digests(TileArchiveReader archive, int threads, Progress progress)
            throws IOException {
        var census = of(archive, plain -> new TileContent(List.of(), 1, List.of()), threads, progress);
        for (var fault : census.broken().entrySet()) {
            throw new IOException("tile " + fault.getKey() + ": " + fault.getValue());
        }
        var digests = new LinkedHashMap<TileId, Sha256>();
        census.tiles().forEach((id, tile) -> digests.put(id, tile.sha256()));
        return digests;
    }
}
