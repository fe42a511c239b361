package io.github.backsight.finding;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Names near a name that does not exist, so that a message can say which one was probably meant.
public final class Nearest {
    private Nearest() {}

    /// {@return at most `most` of `names`, nearest first; equally near ones in their own order}
    ///
    /// Near is few letters to add, drop or change (Levenshtein, 1966), in any case; a name that contains the
    /// other is nearer than one that does not.
    public static List<String> names(String wanted, Collection<String> names, int most) {
        var folded = wanted.toLowerCase(Locale.ROOT);
        return names.stream()
                .sorted(Comparator.comparingInt(name -> distance(folded, name.toLowerCase(Locale.ROOT))))
                .limit(most)
                .toList();
    }

    /// {@return words to append to a message that name the nearest of `names`, or nothing if there is none}
    public static String hint(String wanted, Collection<String> names) {
        var nearest = names(wanted, names, 1);
        return nearest.isEmpty() ? "" : "; the nearest is '" + nearest.getFirst() + "'";
    }

    private static int distance(String wanted, String name) {
        int edits = edits(wanted, name);
        boolean contained = !wanted.isEmpty() && !name.isEmpty() && (name.contains(wanted) || wanted.contains(name));
        return contained ? edits : edits * 2;
    }

    private static int edits(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            row[column] = column;
        }
        for (int line = 1; line <= from.length(); line++) {
            int diagonal = row[0];
            row[0] = line;
            for (int column = 1; column <= to.length(); column++) {
                int changed = diagonal + (from.charAt(line - 1) == to.charAt(column - 1) ? 0 : 1);
                diagonal = row[column];
                row[column] = Math.min(changed, Math.min(row[column], row[column - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
