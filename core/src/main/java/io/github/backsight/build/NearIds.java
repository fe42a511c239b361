package io.github.backsight.build;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Ids of two inputs that differ only in what programs take away from ids, or add to them.
///
/// @param count of ids that have such a partner
/// @param one the first of them, and `other` its partner
record NearIds(int count, String one, String other) {
    private static final Pattern DECIMALS = Pattern.compile("\\.0+$");
    private static final Pattern LEADING_ZEROS = Pattern.compile("^0+(?=.)");

    /// What programs do to ids, in the order in which it has to be taken back.
    private enum Change {
        SPACES("spaces around them"),
        CASES("upper and lower case"),
        DECIMAL("a '.0' at the end"),
        ZEROS("leading zeros");

        private final String text;

        Change(String text) {
            this.text = text;
        }

        String takenBack(String id) {
            return switch (this) {
                case SPACES -> id.strip();
                case CASES -> id.toLowerCase(Locale.ROOT);
                case DECIMAL -> DECIMALS.matcher(id).replaceFirst("");
                case ZEROS -> LEADING_ZEROS.matcher(id).replaceFirst("");
            };
        }
    }

    /// {@return those of `ids` at `places` that are near one of `others` at `otherPlaces`, if there are any}
    static Optional<NearIds> of(List<String> ids, int[] places, List<String> others, int[] otherPlaces) {
        var all = EnumSet.allOf(Change.class);
        var partners = HashMap.<String, String>newHashMap(otherPlaces.length);
        for (int place : otherPlaces) {
            partners.putIfAbsent(without(all, others.get(place)), others.get(place));
        }
        var near = Arrays.stream(places)
                .mapToObj(ids::get)
                .filter(id -> partners.containsKey(without(all, id)))
                .toList();
        return near.stream()
                .findFirst()
                .flatMap(one -> Optional.ofNullable(partners.get(without(all, one)))
                        .map(other -> new NearIds(near.size(), one, other)));
    }

    private static String without(Set<Change> changes, String id) {
        var left = id;
        for (var change : changes) {
            left = change.takenBack(left);
        }
        return left;
    }

    /// {@return as in `6 of them match but for leading zeros, as '1001' and '01001'`}
    String text() {
        var differences = Arrays.stream(Change.values())
                .filter(this::matters)
                .map(change -> change.text)
                .collect(Collectors.joining(" and "));
        return count + (count == 1 ? " of them matches" : " of them match") + " but for " + differences + ", as '" + one
                + "' and '" + other + "'";
    }

    /// Whether the two would differ if only this were not taken back.
    private boolean matters(Change change) {
        var others = EnumSet.complementOf(EnumSet.of(change));
        return !without(others, one).equals(without(others, other));
    }
}
