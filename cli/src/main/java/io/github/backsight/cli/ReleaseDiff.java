package io.github.backsight.cli;

import io.github.backsight.archive.ArchiveDiff;
import io.github.backsight.check.TableComparison;
import io.github.backsight.check.TableDiff;
import io.github.backsight.cli.DiffCommand.Shown;
import io.github.backsight.page.ChangeMap;
import io.github.backsight.page.ChangeMapMaker;
import io.github.backsight.page.ChangePage;
import io.github.backsight.page.PageTable;
import io.github.backsight.page.TileTable;
import io.github.backsight.release.Manifest;
import io.github.backsight.release.Releases;
import io.github.backsight.table.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Compares two releases by what their tiles say.
final class ReleaseDiff {
    private final Session session;
    private final Workplace workplace;
    private final DiffFiles files;

    ReleaseDiff(Session session, Workplace workplace, DiffFiles files) {
        this.session = session;
        this.workplace = workplace;
        this.files = files;
    }

    /// {@return what is different}
    Shown of(Manifest first, Manifest second) throws IOException {
        var releases = new Releases(workplace.store(), workplace.prefix());
        var sides = new ChangedSides("release " + first.id(), "release " + second.id());
        var tiles = new LinkedHashMap<String, ArchiveDiff>();
        var counts = counts(first, second);
        // What releases say of themselves: the configuration may be another one by now.
        var made = MadeTiles.of(second);
        var id = made.id();
        List<String> notes;
        try (var then = ReleaseTiles.fetch(session, workplace, releases, first);
                var today = ReleaseTiles.fetch(session, workplace, releases, second)) {
            tiles.put("high", ArchiveDiff.of(then.high(), today.high(), id, workplace.threads(), session.progress()));
            tiles.put("low", ArchiveDiff.of(then.low(), today.low(), id, workplace.threads(), session.progress()));
            notes = files.write(session, () -> page(sides, then, today, tiles, counts, made));
        }
        return new Shown(
                sides.before(),
                sides.now(),
                sentence(tiles),
                Optional.empty(),
                Optional.empty(),
                tiles,
                counts,
                files.names(),
                notes);
    }

    private ChangePage page(
            ChangedSides sides,
            ReleaseTiles then,
            ReleaseTiles today,
            Map<String, ArchiveDiff> tiles,
            List<String> counts,
            MadeTiles made)
            throws IOException {
        var id = made.id();
        var score = made.score();
        int threads = workplace.threads();
        var before = TileTable.of(then.high(), id, threads, session.progress());
        var now = TileTable.of(today.high(), id, threads, session.progress());
        var comparison = new TableComparison(before, now, id, made.groupCharacters());
        var diff = comparison.diff(Optional.of(score), cell -> {});
        var high = tiles.getOrDefault("high", tiles.values().iterator().next());
        var marks = new HashMap<String, Integer>();
        List.of(high.featuresAdded(), high.featuresRemoved(), high.featuresChanged(), high.featuresReshaped())
                .forEach(features -> features.forEach(feature -> marks.put(feature, 1)));
        comparison.moved(score).forEach(feature -> marks.put(feature, 2));
        var map = new ChangeMapMaker(id, Optional.of(score), marks, threads)
                .make(side(then), side(today), session.progress());
        return page(sides, before, now, diff, tiles, counts, Optional.of(score), marks, map);
    }

    private static ChangeMapMaker.Side side(ReleaseTiles tiles) {
        return new ChangeMapMaker.Side(
                tiles.high(), Optional.of(new ChangeMapMaker.Overview(tiles.low(), RenderCommand.LOW_SCORE)));
    }

    private static ChangePage page(
            ChangedSides sides,
            Table before,
            Table now,
            TableDiff diff,
            Map<String, ArchiveDiff> tiles,
            List<String> counts,
            Optional<String> score,
            Map<String, Integer> marks,
            ChangeMap map) {
        var tables = new ArrayList<PageTable>();
        tables.addAll(TableSections.of(diff));
        tiles.forEach((archive, each) -> tables.add(table(archive, each)));
        new TableRows(before, now, score, marks).table(map.places()).ifPresent(tables::add);
        var facts = new ArrayList<>(TableSections.facts(diff));
        facts.addAll(counts);
        var classes = diff.score().filter(change -> change.changed() > 0);
        return new ChangePage(
                sides.title(),
                sides.before(),
                sides.now(),
                TableSections.sentence(sentence(tiles)
                        + classes.map(change -> "; " + change.sentence()).orElse("")),
                facts,
                tables,
                TablePage.spreads(before, now, diff, score),
                Optional.of(map),
                "",
                sides.made());
    }

    private static PageTable table(String archive, ArchiveDiff diff) {
        return new PageTable(
                "Tiles of the " + archive + " layer",
                "",
                List.of(">Zoom", ">Added", ">Removed", ">Changed", ">Same", ">Size before", ">Size now"),
                diff.zooms().stream()
                        .map(zoom -> PageTable.Row.of(
                                String.valueOf(zoom.zoom()),
                                Figures.count(zoom.tilesAdded()),
                                Figures.count(zoom.tilesRemoved()),
                                Figures.count(zoom.changed()),
                                Figures.count(zoom.same()),
                                Figures.bytes(zoom.bytesBefore()),
                                Figures.bytes(zoom.bytesNow())))
                        .toList());
    }

    private static String sentence(Map<String, ArchiveDiff> tiles) {
        if (tiles.values().stream().allMatch(ArchiveDiff::isEmpty)) {
            return "all tiles say the same";
        }
        var high = tiles.getOrDefault("high", tiles.values().iterator().next());
        return Figures.count(high.featuresChanged().size()) + " features have other values, "
                + Figures.count(high.featuresReshaped().size()) + " another shape, "
                + Figures.count(high.featuresAdded().size()) + " are new, "
                + Figures.count(high.featuresRemoved().size()) + " are gone";
    }

    /// {@return the counts that differ, but for those of single buckets}
    private static List<String> counts(Manifest before, Manifest now) {
        return now.counts().entrySet().stream()
                .filter(count -> !count.getKey().startsWith("low.bucket."))
                .filter(count -> !before.count(count.getKey()).equals(Optional.of(count.getValue())))
                .map(count -> count.getKey() + "  "
                        + before.count(count.getKey())
                                .map(BuildCommand.Built::number)
                                .orElse("–")
                        + " → " + BuildCommand.Built.number(count.getValue()))
                .toList();
    }
}
