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
/// Lines that are the same in two releases, nearly all, are compared as they lie there and never taken
/// apart: a plan is made by a program that has just begun.
///
/// @param columns the names of the four columns: id, group, score, class
/// @param lines a line each row, in the order of the table, each ended by a line feed; bytes as ISO 8859-1
record PublishedScores(List<String> columns, String lines) {
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
                .flatMap(found -> of(new String(found.bytes(), StandardCharsets.ISO_8859_1)));
    }

    /// {@return what the file says; empty when it is none}
    ///
    /// @param text its bytes as ISO 8859-1
    static Optional<PublishedScores> of(String text) {
        int end = text.indexOf('\n');
        var columns = end < 0 ? List.<String>of() : cells(text.substring(0, end));
        return columns.size() == COLUMNS && text.endsWith("\n")
                ? Optional.of(new PublishedScores(columns, text.substring(end + 1)))
                : Optional.empty();
    }

    /// {@return the cells of a line, as people read them}
    private static List<String> cells(String line) {
        return List.of(new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8).split("\t", -1));
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
        differences(now, before, others);
        var groups = new HashMap<String, Integer>();
        int changed = 0;
        for (var entry : others.entrySet()) {
            var then = before.get(entry.getKey());
            if (then != null && moved(then, entry.getValue())) {
                changed++;
                groups.merge(cells(entry.getValue()).get(GROUP), 1, Integer::sum);
            }
        }
        int trueBefore = count("\ttrue\n");
        int trueNow = now.count("\ttrue\n");
        boolean truth = trueBefore + count("\tfalse\n") > 0;
        return changed == 0 && trueBefore == trueNow
                ? Optional.empty()
                : Optional.of(new ScoreMoves(score(), truth, trueBefore, trueNow, changed, mostFirst(groups)));
    }

    /// Puts the lines that are not the same at the same place into two tables, by id.
    private void differences(PublishedScores now, Map<String, String> before, Map<String, String> others) {
        int at = 0;
        int atNow = 0;
        while (at < lines.length() || atNow < now.lines.length()) {
            int end = end(lines, at);
            int endNow = end(now.lines, atNow);
            if (end - at != endNow - atNow || !lines.regionMatches(at, now.lines, atNow, end - at)) {
                put(lines, at, end, before);
                put(now.lines, atNow, endNow, others);
            }
            at = Math.min(end + 1, lines.length());
            atNow = Math.min(endNow + 1, now.lines.length());
        }
    }

    private static int end(String lines, int from) {
        int end = lines.indexOf('\n', from);
        return end < 0 ? lines.length() : end;
    }

    private static void put(String lines, int from, int end, Map<String, String> table) {
        int tab = lines.indexOf('\t', from);
        if (tab >= 0 && tab < end) {
            table.put(lines.substring(from, tab), lines.substring(from, end));
        }
    }

    /// {@return whether a row is in another class: of true and false the other one, of ten two up or down}
    private static boolean moved(String before, String now) {
        var then = cells(before).get(CLASS);
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
        int count = 0;
        for (int at = lines.indexOf(ending); at >= 0; at = lines.indexOf(ending, at + ending.length())) {
            count++;
        }
        return count;
    }

    private static List<ScoreMoves.Group> mostFirst(Map<String, Integer> groups) {
        return groups.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(group -> new ScoreMoves.Group(group.getKey(), group.getValue()))
                .toList();
    }
}
