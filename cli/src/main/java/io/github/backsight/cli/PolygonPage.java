package io.github.backsight.cli;

import io.github.backsight.check.PolygonDiff;
import io.github.backsight.page.ChangeMap;
import io.github.backsight.page.ChangeMapMaker;
import io.github.backsight.page.ChangePage;
import io.github.backsight.page.CutTiles;
import io.github.backsight.page.PageTable;
import io.github.backsight.progress.Progress;
import io.github.backsight.shape.Polygons;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Makes the page of two versions of polygons.
///
/// @param moves of features by id: whose shape is another
record PolygonPage(
        ChangedSides sides,
        Polygons before,
        Polygons now,
        PolygonDiff diff,
        Map<String, PolygonDiff.Move> moves,
        int threads) {
    private static final int MOST_ROWS = 300;

    ChangePage make(Progress progress) throws IOException {
        var map = map(progress);
        var facts = new ArrayList<String>();
        TableSections.ids("Polygons added", diff.added(), facts);
        TableSections.ids("Polygons removed", diff.removed(), facts);
        facts.add("Vertices: " + Figures.count(diff.verticesBefore()) + " → " + Figures.count(diff.verticesNow()));
        return new ChangePage(
                sides.title(),
                sides.before(),
                sides.now(),
                TableSections.sentence(diff.sentence()),
                facts,
                moves.isEmpty() ? List.of() : List.of(table(map)),
                List.of(),
                Optional.of(map),
                "",
                sides.made());
    }

    private ChangeMap map(Progress progress) throws IOException {
        var maker = new ChangeMapMaker(CutTiles.ID, Optional.empty(), marks(), threads);
        try (var then = CutTiles.of(CutTiles.cut(before, threads, progress), before, threads);
                var today = CutTiles.of(CutTiles.cut(now, threads, progress), now, threads)) {
            return maker.make(
                    new ChangeMapMaker.Side(then, Optional.empty()),
                    new ChangeMapMaker.Side(today, Optional.empty()),
                    progress);
        }
    }

    private Map<String, Integer> marks() {
        var marks = new HashMap<String, Integer>();
        moves.keySet().forEach(id -> marks.put(id, 1));
        onlyIn(now, before).forEach(id -> marks.put(id, 2));
        onlyIn(before, now).forEach(id -> marks.put(id, 2));
        return marks;
    }

    private static List<String> onlyIn(Polygons has, Polygons lacks) {
        var others = new HashSet<>(lacks.ids());
        return has.ids().stream().filter(id -> !others.contains(id)).toList();
    }

    private PageTable table(ChangeMap map) {
        var most = moves.values().stream()
                .sorted(Comparator.comparingDouble(PolygonDiff.Move::area)
                        .reversed()
                        .thenComparing(PolygonDiff.Move::id))
                .limit(MOST_ROWS)
                .map(move -> new PageTable.Row(
                        List.of(
                                move.id(),
                                String.format(Locale.ROOT, "%,.3f", move.area()),
                                String.format(Locale.ROOT, "%,.1f", move.distance())),
                        Optional.ofNullable(map.places().get(move.id()))))
                .toList();
        return new PageTable(
                "Polygons of another shape",
                Figures.count(moves.size(), "polygon", "polygons")
                        + (moves.size() > MOST_ROWS ? "; those that changed most, first" : "")
                        + ". Outlined on the map; new and gone ones in purple.",
                List.of("Id", ">km² changed", ">Metres at most"),
                most);
    }
}
