package io.github.backsight.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// Guesses which of the known names somebody meant.
final class Spelling {
    private Spelling() {}

    /// {@return the known name with the fewest slips from `name`, when a third of its letters or fewer are wrong}
    static Optional<String> nearest(String name, Collection<String> known) {
        return known.stream()
                .filter(candidate -> slips(name, candidate) <= Math.max(1, candidate.length() / 3))
                .min(Comparator.comparingInt((String candidate) -> slips(name, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /// {@return the least number of letters put in, left out, replaced, or swapped with the next one}
    ///
    /// The optimal string alignment distance (Damerau 1964, restricted), letters compared without case, `_` as `-`.
    static int slips(String first, String second) {
        var a = plain(first);
        var b = plain(second);
        var distance = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                distance[i][j] = i == 0 || j == 0 ? i + j : cheapest(a, b, distance, i, j);
            }
        }
        return distance[a.length()][b.length()];
    }

    private static int cheapest(String a, String b, int[][] distance, int i, int j) {
        int replaced = distance[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int least = Math.min(replaced, Math.min(distance[i - 1][j], distance[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, distance[i - 2][j - 2] + 1) : least;
    }

    private static String plain(String name) {
        return name.toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
