package io.github.backsight.bench.quality;

import io.github.backsight.archive.TileArchiveReader;
import io.github.backsight.tile.TileId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What an archive's tiles are worth, zoom by zoom, and which targets they meet.
///
/// @param zooms the lowest first
record ArchiveQuality(String archive, List<ZoomQuality.Sum> zooms, List<Target> targets) {
    ArchiveQuality {
        zooms = List.copyOf(zooms);
        targets = List.copyOf(targets);
    }

    /// Judges every tile, or some evenly chosen ones of each zoom, on all cores.
    ///
    /// @param attribute names features
    /// @param source what the tiles were cut from, if it is to be compared
    /// @param mostAZoom how many tiles of a zoom at most; 0 for all
    static ArchiveQuality of(
            String name, TileArchiveReader archive, String attribute, Optional<SourceMap> source, int mostAZoom)
            throws IOException {
        var byZoom =
                archive.tiles().stream().collect(Collectors.groupingBy(TileId::z, TreeMap::new, Collectors.toList()));
        try {
            var zooms = byZoom.entrySet().stream()
                    .peek(zoom -> System.err.println(name + ": zoom " + zoom.getKey()))
                    .map(zoom -> zoom(
                            archive,
                            attribute,
                            source.map(map -> new SourceComparison(map, zoom.getKey())),
                            new ZoomQuality(zoom.getKey(), zoom.getValue().size()),
                            chosen(zoom.getValue(), mostAZoom)))
                    .toList();
            return new ArchiveQuality(name, zooms, Target.all(zooms));
        } catch (UncheckedIOException fault) {
            throw fault.getCause();
        }
    }

    private static List<TileId> chosen(List<TileId> tiles, int most) {
        int count = most == 0 ? tiles.size() : Math.min(most, tiles.size());
        return IntStream.range(0, count)
                .mapToObj(i -> tiles.get((int) ((long) i * tiles.size() / count)))
                .toList();
    }

    private static ZoomQuality.Sum zoom(
            TileArchiveReader archive,
            String attribute,
            Optional<SourceComparison> comparison,
            ZoomQuality quality,
            List<TileId> tiles) {
        var judged = tiles.parallelStream()
                .map(tile -> judged(archive, attribute, comparison, tile))
                .toList();
        var sum = SourceComparison.Sum.NOTHING;
        for (var tile : judged) {
            quality.add(tile.verdict());
            sum = tile.difference().map(sum::and).orElse(sum);
        }
        var whole = sum;
        return quality.sum(comparison.map(source -> source.complete(whole)));
    }

    private record Judged(TileJudge.Verdict verdict, Optional<SourceComparison.Difference> difference) {}

    private static Judged judged(
            TileArchiveReader archive, String attribute, Optional<SourceComparison> comparison, TileId tile) {
        try {
            var plain = archive.tile(tile).orElseThrow();
            var drawn = DrawnTile.of(tile, plain, attribute);
            var verdict = TileJudge.judge(drawn, plain);
            return new Judged(verdict, comparison.map(source -> source.compare(drawn, verdict)));
        } catch (IOException fault) {
            throw new UncheckedIOException("tile " + tile + ": " + fault.getMessage(), fault);
        }
    }
}
