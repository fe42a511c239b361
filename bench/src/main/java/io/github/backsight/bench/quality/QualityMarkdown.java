package io.github.backsight.bench.quality;

import java.util.List;
import java.util.Locale;

/// Writes [ArchiveQuality] for readers.
final class QualityMarkdown {
    private final StringBuilder text = new StringBuilder();

    private QualityMarkdown() {}

    static String of(List<ArchiveQuality> archives, List<String> notes) {
        var markdown = new QualityMarkdown();
        markdown.line("# Quality of tiles");
        markdown.line("");
        markdown.line("Written by `bench/run quality`; what each column means: [README](README.md).");
        if (!notes.isEmpty()) {
            markdown.line("");
            notes.forEach(note -> markdown.line("- " + note));
        }
        archives.forEach(markdown::archive);
        return markdown.text.toString();
    }

    private void archive(ArchiveQuality archive) {
        line("");
        line("## " + archive.archive());
        line("");
        targets(archive.targets());
        line("");
        tiles(archive.zooms());
        if (archive.zooms().stream().anyMatch(zoom -> zoom.source().isPresent())) {
            line("");
            comparison(archive.zooms());
        }
    }

    private void targets(List<Target> targets) {
        line("| target | verdict | the worst found |");
        line("|---|---|---|");
        targets.forEach(
                target -> line("| " + target.what() + " | " + target.outcome() + " | " + target.found() + " |"));
    }

    private void tiles(List<ZoomQuality.Sum> zooms) {
        line("| zoom | tiles | judged | pieces | polygons | invalid | crossings | overlap, square units | thin gaps |"
                + " MB packed | MB plain | largest tile, kB packed | kB plain | features | first faulty tile |");
        line("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        for (var zoom : zooms) {
            line(String.format(
                    Locale.ROOT,
                    "| %d | %d | %d | %d | %d | %d | %d | %.1f | %d | %.2f | %.2f | %.1f | %.1f | %s | %s |",
                    zoom.zoom(),
                    zoom.tiles(),
                    zoom.judged(),
                    zoom.pieces(),
                    zoom.polygons(),
                    zoom.invalid(),
                    zoom.crossings(),
                    zoom.overlap(),
                    zoom.thinGaps(),
                    zoom.packedBytes() / 1e6,
                    zoom.plainBytes() / 1e6,
                    zoom.largestPacked() / 1e3,
                    zoom.largestPlain() / 1e3,
                    zoom.features() == 0 ? "–" : Integer.toString(zoom.features()),
                    orDash(zoom.worst())));
        }
    }

    private void comparison(List<ZoomQuality.Sum> zooms) {
        line("| zoom | drawn to source, pixels | where | source to drawn, pixels | where | in strips too thin, pixels |"
                + " new overlap, square units | new thin gaps | where | polygons above 2 square pixels | lost | largest lost |"
                + " of feature | features absent |");
        line("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        for (var zoom : zooms) {
            zoom.source().ifPresent(source -> comparison(zoom.zoom(), source));
        }
    }

    private void comparison(int zoom, SourceComparison.Sum source) {
        var missing = source.missing();
        line(String.format(
                Locale.ROOT,
                "| %d | %.3f | %s | %.3f | %s | %s | %.1f | %d | %s | %d | %d | %s | %s | %d |",
                zoom,
                source.drawnToSource(),
                orDash(source.drawnPlace()),
                source.sourceToDrawn(),
                orDash(source.sourcePlace()),
                source.inFolds() == 0 ? "–" : String.format(Locale.ROOT, "%.1f", source.inFolds()),
                source.newOverlap(),
                source.newGaps(),
                orDash(source.gapPlace()),
                missing.large(),
                missing.lost(),
                missing.lost() == 0 ? "–" : String.format(Locale.ROOT, "%.1f", missing.largestLost()),
                orDash(missing.example()),
                missing.absentFeatures()));
    }

    private static String orDash(String text) {
        return text.isEmpty() ? "–" : text;
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
