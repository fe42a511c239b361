package io.github.backsight.shape;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Column names for a `.dbf`: at most ten ASCII letters, digits and underscores, different also without their case.
///
/// Names that fit stay as they are. Of the others every word gives its beginning, all words equally long as far as
/// ten characters go round: `Total population` is `TotalPopul`. A name that is taken ends in a number instead.
final class ShapefileNames {
    static final int MOST_CHARACTERS = 10;
    private static final Pattern FITTING = Pattern.compile("[A-Za-z0-9_]{1," + MOST_CHARACTERS + "}");

    private final Set<String> taken = new HashSet<>();

    private ShapefileNames() {}

    /// {@return the short names of `longNames`, in their order; the same for the same names}
    static List<String> of(List<String> longNames) {
        var names = new ShapefileNames();
        var shortNames = new String[longNames.size()];
        // Names that fit are dealt out first, so that no shortened one takes theirs.
        for (int i = 0; i < shortNames.length; i++) {
            var name = longNames.get(i);
            if (FITTING.matcher(name).matches() && names.take(name)) {
                shortNames[i] = name;
            }
        }
        for (int i = 0; i < shortNames.length; i++) {
            if (shortNames[i] == null) {
                shortNames[i] = names.free(shortened(longNames.get(i)));
            }
        }
        return Arrays.asList(shortNames);
    }

    private boolean take(String name) {
        return taken.add(name.toUpperCase(Locale.ROOT));
    }

    private String free(String name) {
        var candidate = name;
        for (int number = 2; !take(candidate); number++) {
            var end = String.valueOf(number);
            candidate = name.substring(0, Math.min(name.length(), MOST_CHARACTERS - end.length())) + end;
        }
        return candidate;
    }

    private static String shortened(String name) {
        var ascii = Normalizer.normalize(name, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
        List<String> words = new ArrayList<>();
        for (var word : ascii.split("[^A-Za-z0-9]+", -1)) {
            if (!word.isEmpty() && words.size() < MOST_CHARACTERS) {
                words.add(word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
            }
        }
        if (words.isEmpty()) {
            return "FIELD";
        }
        var taken = new int[words.size()];
        int all = 0;
        boolean more = true;
        while (more) {
            more = false;
            for (int word = 0; word < taken.length && all < MOST_CHARACTERS; word++) {
                if (taken[word] < words.get(word).length()) {
                    taken[word]++;
                    all++;
                    more = true;
                }
            }
        }
        var result = new StringBuilder();
        for (int word = 0; word < taken.length; word++) {
            result.append(words.get(word), 0, taken[word]);
        }
        return result.toString();
    }
}
