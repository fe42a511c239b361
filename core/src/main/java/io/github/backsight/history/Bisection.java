package io.github.backsight.history;

import java.util.Collections;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// How far the search for the first bad place of a row has come, where every place after a bad one is bad.
///
/// Without skips it asks for at most `ceil(log2(n))` places of a row of `n` after the first. As `git bisect` does,
/// it goes on with another place near the middle when one cannot be judged, and ends with a range when all between the
/// last good and the first bad one cannot.
///
/// @param good the last place that is known to be good
/// @param bad the first place that is known to be bad
/// @param skipped places that cannot be judged
public record Bisection(int good, int bad, SortedSet<Integer> skipped) {
    public Bisection {
        if (good < 0 || bad <= good) {
            throw new IllegalArgumentException("the good place comes before the bad one: " + good + ", " + bad);
        }
        skipped = Collections.unmodifiableSortedSet(new TreeSet<>(skipped));
    }

    /// {@return the search in a row whose place 0 is good and whose place `last` is bad}
    public static Bisection upTo(int last) {
        return new Bisection(0, last, Collections.emptySortedSet());
    }

    /// {@return the most places that are asked for, without skips, in a row of `places` after the first}
    ///
    /// @param places at least 1
    public static int mostVerdicts(int places) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(places - 1);
    }

    /// {@return the place to judge next: of those between good and bad that can be judged, the nearest to the middle;
    /// empty at the end of the search}
    public OptionalInt next() {
        int middle = good + (bad - good) / 2;
        return IntStream.range(0, bad - good)
                .flatMap(distance -> IntStream.of(middle - distance, middle + distance))
                .filter(place -> good < place && place < bad && !skipped.contains(place))
                .findFirst();
    }

    /// {@return the search after that verdict}
    ///
    /// @param place lies between good and bad
    public Bisection with(int place, Judgement judgement) {
        if (place <= good || place >= bad) {
            throw new IllegalArgumentException("place " + place + " is not between " + good + " and " + bad);
        }
        return switch (judgement) {
            case GOOD -> new Bisection(place, bad, skipped);
            case BAD -> new Bisection(good, place, skipped);
            case SKIP -> {
                var more = new TreeSet<>(skipped);
                more.add(place);
                yield new Bisection(good, bad, more);
            }
        };
    }

    /// {@return whether [#bad()] is the first bad place for certain}
    public boolean decided() {
        return bad - good == 1;
    }
}
