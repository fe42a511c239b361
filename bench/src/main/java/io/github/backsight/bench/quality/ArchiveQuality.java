package io.github.backsight.bench.quality;

import io.github.backsight.archive.TileArchiveReader;
import io.github.backsight.tile.TileId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What an archive's tiles are worth, zoom by zoom.
record ArchiveQuality(String archive, List<ZoomQuality.Sum> zooms) {
    ArchiveQuality {
        zooms = List.copyOf(zooms);
    }

    /// Judges every tile, or some evenly chosen ones of each zoom, on all cores.
    ///
    /// @param mostAZoom how many tiles of a zoom at most; 0 for all
    static ArchiveQuality of(String name, TileArchiveReader archive, String id, int mostAZoom) throws IOException {
        var judge = new TileJudge(id);
        var byZoom =
                archive.tiles().stream().collect(Collectors.groupingBy(TileId::z, TreeMap::new, Collectors.toList()));
        try {
            return new ArchiveQuality(
                    name,
                    byZoom.entrySet().stream()
                            .map(zoom -> zoom(archive, judge, zoom.getKey(), zoom.getValue(), mostAZoom))
                            .toList());
        } catch (UncheckedIOException fault) {
            throw fault.getCause();
        }
    }

    private static ZoomQuality.Sum zoom(
            TileArchiveReader archive, TileJudge judge, int zoom, List<TileId> tiles, int most) {
        int count = most == 0 ? tiles.size() : Math.min(most, tiles.size());
        var sum = new ZoomQuality(zoom, tiles.size());
        IntStream.range(0, count)
                .parallel()
                .mapToObj(i -> tiles.get((int) ((long) i * tiles.size() / count)))
                .map(tile -> verdict(archive, judge, tile))
                .forEachOrdered(sum::add);
        return sum.sum();
    }

    private static TileJudge.Verdict verdict(TileArchiveReader archive, TileJudge judge, TileId tile) {
        try {
            return judge.judge(tile, archive.tile(tile).orElseThrow());
        } catch (IOException fault) {
            throw new UncheckedIOException("tile " + tile + ": " + fault.getMessage(), fault);
        }
    }

    /// {@return the same as a table for readers}
    String markdown() {
        var text = new StringBuilder("## " + archive + "\n\n"
                + "| zoom | tiles | judged | pieces | polygons | invalid | overlap, square units | thin gaps | MB packed | MB plain |"
                + " largest tile, kB packed | kB plain | features | first faulty tile |\n"
                + "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n");
        for (var zoom : zooms) {
            text.append(String.format(
                    Locale.ROOT,
                    "| %d | %d | %d | %d | %d | %d | %.1f | %d | %.2f | %.2f | %.1f | %.1f | %s | %s |%n",
                    zoom.zoom(),
                    zoom.tiles(),
                    zoom.judged(),
                    zoom.pieces(),
                    zoom.polygons(),
                    zoom.invalid(),
                    zoom.overlap(),
                    zoom.thinGaps(),
                    zoom.packedBytes() / 1e6,
                    zoom.plainBytes() / 1e6,
                    zoom.largestPacked() / 1e3,
                    zoom.largestPlain() / 1e3,
                    zoom.features() == 0 ? "–" : Integer.toString(zoom.features()),
                    zoom.worst().isEmpty() ? "–" : zoom.worst()));
        }
        return text.toString();
    }
}
