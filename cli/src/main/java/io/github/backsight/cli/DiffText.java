package io.github.backsight.cli;

import io.github.backsight.archive.ArchiveDiff;
import io.github.backsight.check.PolygonDiff;
import io.github.backsight.check.TableDiff;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Prints differences for people: what counts first, and no more lines than they read.
final class DiffText {
    private static final int MOST_LINES = 15;
    private static final int MOST_IDS = 5;

    private DiffText() {}

    static void describe(TableDiff diff, Console console) {
        list("columns added", diff.columnsAdded(), console);
        list("columns removed", diff.columnsRemoved(), console);
        list("columns of another kind", diff.columnsRetyped(), console);
        ids("rows added", diff.rowsAdded(), console);
        ids("rows removed", diff.rowsRemoved(), console);
        diff.score().ifPresent(score -> describe(score, console));
        if (!diff.columns().isEmpty()) {
            console.table(
                    List.of("  COLUMN", ">CHANGED", ">FILLED", ">BLANKED", "MEAN", "LARGEST"),
                    diff.columns().stream()
                            .limit(MOST_LINES)
                            .map(DiffText::cells)
                            .toList());
            rest(diff.columns().size(), "column", "columns", console);
        }
    }

    private static void describe(TableDiff.ScoreChange score, Console console) {
        if (score.changed() == 0) {
            return;
        }
        console.table(
                List.of("  " + score.column().toUpperCase(Locale.ROOT), ">BEFORE", ">NOW"),
                score.classes().stream()
                        .map(each ->
                                List.of("  " + each.name(), Figures.count(each.before()), Figures.count(each.now())))
                        .toList());
        var groups = score.groups().stream()
                .limit(MOST_LINES)
                .map(group -> group.name() + " " + Figures.count(group.changed()))
                .collect(Collectors.joining(", "));
        console.line("  rows of another class: " + Figures.count(score.changed())
                + (groups.isEmpty() ? "" : "; " + groups)
                + (score.groups().size() > MOST_LINES ? ", …" : ""));
    }

    private static List<String> cells(TableDiff.ColumnChange column) {
        var mean = Stream.of(column.meanBefore(), column.meanNow())
                .map(each -> each.map(DiffText::number).orElse("–"))
                .collect(Collectors.joining(" → "));
        return List.of(
                "  " + column.column(),
                Figures.count(column.changed()),
                Figures.count(column.filled()),
                Figures.count(column.blanked()),
                column.meanBefore().isEmpty() && column.meanNow().isEmpty() ? "" : mean,
                column.largest()
                        .map(cell -> cell.id() + ": " + cell.before() + " → " + cell.now())
                        .orElse(""));
    }

    static void describe(PolygonDiff diff, Console console) {
        ids("polygons added", diff.added(), console);
        ids("polygons removed", diff.removed(), console);
        if (!diff.largest().isEmpty()) {
            console.table(
                    List.of("  ID", ">KM² CHANGED", ">METRES AT MOST", "NEAR"),
                    diff.largest().stream()
                            .limit(MOST_LINES)
                            .map(move -> List.of(
                                    "  " + move.id(),
                                    String.format(Locale.ROOT, "%,.3f", move.area()),
                                    String.format(Locale.ROOT, "%,.1f", move.distance()),
                                    String.format(Locale.ROOT, "%.5f, %.5f", move.longitude(), move.latitude())))
                            .toList());
            rest(diff.moved(), "polygon", "polygons", console);
        }
    }

    static void describe(String archive, ArchiveDiff diff, Console console) {
        console.table(
                List.of(
                        "  " + archive.toUpperCase(Locale.ROOT),
                        ">TILES ADDED",
                        ">REMOVED",
                        ">CHANGED",
                        ">SAME",
                        ">BYTES BEFORE",
                        ">NOW"),
                diff.zooms().stream()
                        .map(zoom -> List.of(
                                "  zoom " + zoom.zoom(),
                                Figures.count(zoom.tilesAdded()),
                                Figures.count(zoom.tilesRemoved()),
                                Figures.count(zoom.changed()),
                                Figures.count(zoom.same()),
                                Figures.bytes(zoom.bytesBefore()),
                                Figures.bytes(zoom.bytesNow())))
                        .toList());
        if (archive.equals("low")) {
            return; // Its features have no ids: their names tell people nothing.
        }
        features("new", diff.featuresAdded(), console);
        features("gone", diff.featuresRemoved(), console);
        features("with other values", diff.featuresChanged(), console);
        features("of another shape", diff.featuresReshaped(), console);
    }

    private static void features(String what, SortedSet<String> ids, Console console) {
        if (!ids.isEmpty()) {
            console.line("  features " + what + ": " + Figures.count(ids.size()) + ", "
                    + ids.stream().limit(MOST_IDS).map(DiffText::shortened).collect(Collectors.joining(", "))
                    + (ids.size() > MOST_IDS ? ", …" : ""));
        }
    }

    private static String shortened(String id) {
        return id.length() > 60 ? id.substring(0, 60) + "…" : id;
    }

    private static void list(String what, List<String> names, Console console) {
        if (!names.isEmpty()) {
            console.line("  " + what + ": " + String.join(", ", names));
        }
    }

    private static void ids(String what, TableDiff.Ids ids, Console console) {
        if (ids.count() > 0) {
            console.line("  " + what + ": " + Figures.count(ids.count()) + ", "
                    + ids.first().stream().limit(MOST_IDS).collect(Collectors.joining(", "))
                    + (ids.count() > MOST_IDS ? ", …" : ""));
        }
    }

    private static void rest(int all, String one, String many, Console console) {
        if (all > MOST_LINES) {
            console.line("  … and " + Figures.count(all - MOST_LINES, one, many) + " more (--json tells them)");
        }
    }

    static String number(double number) {
        return String.format(Locale.ROOT, "%.4g", number);
    }
}
