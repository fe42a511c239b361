package io.github.backsight.release;

import io.github.backsight.store.ObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What ranks in a release, from the small file that a build leaves for it: quick enough for a plan.
///
/// @param columns the names of the four columns: id, group, score, class
/// @param rows a line each, in the order of the table
record PublishedScores(List<String> columns, List<String> rows) {
    /// Where it lies in a release.
    static final String DOCUMENT = "tiles/scores.tsv";

    private static final int COLUMNS = 4;
    private static final int GROUP = 1;
    private static final int CLASS = 3;
    private static final int FAR = 2;

    /// {@return what ranks in that release; empty where it was made without the file, or the file is not
    /// what it should be}
    static Optional<PublishedScores> of(ObjectStore store, Layout layout, Manifest release) throws IOException {
        if (release.artifact(DOCUMENT).isEmpty()) {
            return Optional.empty();
        }
        return new StoreReader(store)
                .find(layout.artifact(release.id(), DOCUMENT))
                .map(found -> new String(found.bytes(), StandardCharsets.UTF_8)
                        .lines()
                        .toList())
                .filter(lines -> !lines.isEmpty() && cells(lines.getFirst()).size() == COLUMNS)
                .map(lines -> new PublishedScores(cells(lines.getFirst()), lines.subList(1, lines.size())));
    }

    private static List<String> cells(String line) {
        return List.of(line.split("\t", -1));
    }

    private String score() {
        return columns.get(2);
    }

    /// {@return what has become of the classes in `now`; empty where another column ranks, or nothing has
    /// moved}
    Optional<ScoreMoves> moves(PublishedScores now) {
        if (!columns.equals(now.columns())) {
            return Optional.empty();
        }
        var before = new HashMap<String, String>();
        var others = new HashMap<String, String>();
        int count = Math.max(rows.size(), now.rows().size());
        for (int row = 0; row < count; row++) {
            var then = row < rows.size() ? rows.get(row) : "";
            var today = row < now.rows().size() ? now.rows().get(row) : "";
            if (!then.equals(today)) {
                before.put(id(then), then);
                others.put(id(today), today);
            }
        }
        var groups = new HashMap<String, Integer>();
        int changed = 0;
        for (var entry : others.entrySet()) {
            var then = before.get(entry.getKey());
            if (then != null && !entry.getKey().isEmpty() && moved(then, entry.getValue())) {
                changed++;
                groups.merge(cells(entry.getValue()).get(GROUP), 1, Integer::sum);
            }
        }
        int trueBefore = count("\ttrue");
        int trueNow = now.count("\ttrue");
        return changed == 0 && trueBefore == trueNow
                ? Optional.empty()
                : Optional.of(new ScoreMoves(score(), isTruth(), trueBefore, trueNow, changed, mostFirst(groups)));
    }

    private static String id(String line) {
        int end = line.indexOf('\t');
        return end < 0 ? "" : line.substring(0, end);
    }

    /// {@return whether a row is in another class: of true and false the other one, of ten two up or down}
    private static boolean moved(String before, String now) {
        var then = before.substring(before.lastIndexOf('\t') + 1);
        var today = cells(now).get(CLASS);
        if (then.equals(today) || then.isEmpty() || today.isEmpty()) {
            return false;
        }
        try {
            return Math.abs(Integer.parseInt(then) - Integer.parseInt(today)) >= FAR;
        } catch (NumberFormatException truth) {
            return true;
        }
    }

    private int count(String ending) {
        return (int) rows.stream().filter(row -> row.endsWith(ending)).count();
    }

    private boolean isTruth() {
        return rows.stream().anyMatch(row -> row.endsWith("\ttrue") || row.endsWith("\tfalse"));
    }

    private static List<ScoreMoves.Group> mostFirst(Map<String, Integer> groups) {
        return groups.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(group -> new ScoreMoves.Group(group.getKey(), group.getValue()))
                .toList();
    }
}
